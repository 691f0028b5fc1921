import { SignJWT } from 'jose'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { ASSERTION_AUDIENCE, ASSERTION_ISSUER } from '../world/world.js'
import type { SigningKeys } from './signing-keys.js'

/** What a workload's own identity provider says of it. */
export interface AssertionPlan {
  subject: string
  audience?: string
  issuer?: string
  lifetimeSeconds?: number
}

/** Mints what a workload would present to Entra with a federated credential; its life runs on this machine's clock. */
export async function mintAssertion(keys: SigningKeys, plan: AssertionPlan): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sub: plan.subject })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: keys.issuer.kid })
    .setIssuer(plan.issuer ?? ASSERTION_ISSUER)
    .setAudience(plan.audience ?? ASSERTION_AUDIENCE)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + (plan.lifetimeSeconds ?? 600))
    .sign(keys.issuer.privateKey)
}

/** The issuer's public room: its metadata and keys. */
export function answerIssuer(simulation: Simulation, request: HttpRequest): HttpReply {
  switch (request.path) {
    case '/.well-known/openid-configuration':
      return {
        status: 200,
        body: {
          issuer: ASSERTION_ISSUER,
          jwks_uri: `${request.linkTo('_issuer')}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['id_token'],
          subject_types_supported: ['public'],
        },
      }
    case '/keys':
      return { status: 200, body: { keys: [simulation.keys.issuer.jwk] } }
    default:
      return { status: 404, body: { error: 'not_found' } }
  }
}
