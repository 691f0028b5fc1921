import { SignJWT } from 'jose'
import { loadSigningKeys } from '../src/entra/signing-keys.js'
import type { Simulator } from '../src/index.js'
import { firstApp } from './client.js'

/** A token of the first app with just these permissions: what other grants would have given it. */
export async function mintedToken(simulator: Simulator, roles: string[]): Promise<string> {
  const { entra } = await loadSigningKeys()
  const app = firstApp(simulator)
  const now = Math.floor(simulator.now().getTime() / 1000)
  return new SignJWT({ appid: app.clientId, tid: app.tenantId, roles })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: entra.kid })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + 3600)
    .setAudience('https://graph.microsoft.com')
    .sign(entra.privateKey)
}
