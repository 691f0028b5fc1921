import { createHash } from 'node:crypto'
import { contextOf, decrypt, encrypt } from './aead.js'
import type { DataKey } from './data-keys.js'

/** What a secret is tied to. It opens for exactly this and nothing else. */
export interface Binding {
  organizationId: string
  connectionId: string
  provider: string
  /** The hosts that it may be sent to. Their order does not matter. */
  hosts: readonly string[]
  /** The settings that it was entered for, e.g. tenant and client id. When one changes, the secret has to be entered again. */
  settings: Readonly<Record<string, string>>
  /** What it is for, e.g. `sign-in`. */
  purpose: string
}

/** A sealed secret as it is stored. */
export interface SealedSecret {
  field: string
  /** Number of the organization's data key. */
  version: number
  sealed: Buffer
}

/** Where a sealed secret stands: part of what its seal covers. */
export interface Position {
  organizationId: string
  connectionId: string
  field: string
}

/** First byte of a sealed secret: the form of what follows, which is the digest of the binding (32 bytes) and the message. */
const FORM = 1
const DIGEST_BYTES = 32

/** A digest of what a secret is bound to besides its position, in one order only. */
export function bindingDigest({ provider, hosts, settings, purpose }: Binding): Buffer {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))
  const facts = contextOf(provider, purpose, hosts.length, ...hosts.toSorted(), ...sorted.flat())
  return createHash('sha256').update(facts).digest()
}

/** Seals bytes in a position for a binding. */
export function seal(position: Position, digest: Buffer, dataKey: DataKey, plaintext: Buffer): Buffer {
  return Buffer.concat([Buffer.of(FORM), digest, encrypt(dataKey.key, context(position, dataKey, digest), plaintext)])
}

/** Opens sealed bytes. Throws if key, position or a single bit is another than when they were sealed. */
export function unseal(position: Position, dataKey: DataKey, sealed: Buffer): Buffer {
  if (sealed[0] !== FORM) throw new Error(`A sealed secret has the unknown form ${sealed[0]}.`)
  const digest = digestOf(sealed)
  return decrypt(dataKey.key, context(position, dataKey, digest), sealed.subarray(1 + DIGEST_BYTES))
}

/** The digest of the binding that a secret was sealed for. Its seal covers it. */
export function digestOf(sealed: Buffer): Buffer {
  return sealed.subarray(1, 1 + DIGEST_BYTES)
}

function context({ organizationId, connectionId, field }: Position, { version }: DataKey, digest: Buffer): Buffer {
  return contextOf('secret', organizationId, connectionId, field, version, digest)
}
