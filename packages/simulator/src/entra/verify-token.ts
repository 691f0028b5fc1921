import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Simulation } from '../simulation.js'

/** Enough for every tenant of a large world and every resource. */
const KEPT = 20_000

/** Signatures that have been proved, so that each token is proved once; what it says is told by the same object. */
const proved = new WeakMap<Simulation, Map<string, JWTPayload>>()

/** What a token of Entra says, if its signature and its life hold; otherwise jose's error. */
export async function verifyToken(simulation: Simulation, token: string): Promise<JWTPayload> {
  const tokens = proved.get(simulation) ?? new Map<string, JWTPayload>()
  proved.set(simulation, tokens)
  const known = tokens.get(token)
  if (known) {
    checkLife(known, simulation.clock.now())
    return known
  }
  const { payload } = await jwtVerify(token, simulation.keys.entra.publicKey, {
    algorithms: ['RS256'],
    currentDate: simulation.clock.now(),
  })
  if (tokens.size >= KEPT) tokens.delete(tokens.keys().next().value as string)
  tokens.set(token, payload)
  return payload
}

function checkLife(payload: JWTPayload, now: Date): void {
  const seconds = Math.floor(now.getTime() / 1000)
  if (payload.nbf !== undefined && payload.nbf > seconds) {
    throw new errors.JWTClaimValidationFailed('The token is not valid yet.', payload, 'nbf', 'check_failed')
  }
  if (payload.exp !== undefined && payload.exp <= seconds) {
    throw new errors.JWTExpired('The token has expired.', payload, 'exp', 'check_failed')
  }
}
