import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'
import { readData } from '../data.js'

export interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
  /** As published under the keys address. */
  jwk: JWK
}

async function load(jwk: JsonWebKey): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const publicKey = createPublicKey(privateKey)
  const published = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(published)
  return { kid, privateKey, publicKey, jwk: { ...published, use: 'sig', kid, x5t: kid } }
}

export interface SigningKeys {
  /** Signs access tokens. */
  entra: SigningKey
  /** Signs the assertions of the outside issuer that federated credentials trust. */
  issuer: SigningKey
}

/** The keys are fixed, so that a token stays readable across restarts; they protect nothing outside the simulator. */
export async function loadSigningKeys(): Promise<SigningKeys> {
  const stored = readData('signing-keys.json') as { entra: JsonWebKey; issuer: JsonWebKey }
  return { entra: await load(stored.entra), issuer: await load(stored.issuer) }
}
