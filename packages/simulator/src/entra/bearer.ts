import { errors } from 'jose'
import type { CloudName } from '../clouds.js'
import { header, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { findResourceApi } from '../world/resources.js'
import { verifyToken } from './verify-token.js'

/** An app-only token as a resource reads it. */
export interface Bearer {
  tenantId: string
  appId: string
  /** The object id of the service principal. */
  principalId: string
  /** App roles. */
  roles: string[]
  /** Template ids of directory roles. */
  wids: string[]
  /** How the client proved itself: `1` by a secret, `2` by a certificate or an assertion. */
  proof: string
}

export type BearerProblem = 'missing' | 'malformed' | 'invalid' | 'expired' | 'wrongAudience'

/** Reads and proves the bearer token of a request to one of Microsoft's APIs. */
export async function readBearer(
  simulation: Simulation,
  request: HttpRequest,
  cloud: CloudName,
  resourceAppId: string,
): Promise<Bearer | BearerProblem> {
  const token = /^Bearer\s+(.*)$/i.exec(header(request.headers, 'authorization') ?? '')?.[1]?.trim()
  if (!token) return 'missing'
  if (token.split('.').length !== 3) return 'malformed'
  try {
    const payload = await verifyToken(simulation, token)
    if (findResourceApi(String(payload.aud), cloud)?.appId !== resourceAppId) return 'wrongAudience'
    return {
      tenantId: String(payload['tid']),
      appId: String(payload['appid']),
      principalId: String(payload['oid']),
      roles: strings(payload['roles']),
      wids: strings(payload['wids']),
      proof: String(payload['appidacr']),
    }
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'expired' : 'invalid'
  }
}

function strings(claim: unknown): string[] {
  return Array.isArray(claim) ? claim.map(String) : []
}
