import { readData } from '../data.js'
import type { ServicePrincipal } from '../world/model.js'
import { GRAPH_APP_ID } from '../world/resources.js'
import type { Caller } from './authenticate.js'
import { GraphError } from './graph-error.js'

/**
 * Method and path to the application permissions of which one suffices; an empty list means delegated access only.
 * From Microsoft's permission map. https://learn.microsoft.com/graph/permissions-reference
 */
const permissions = readData('permissions.json') as Record<string, string[]>

export function permissionsFor(method: string, path: string): string[] {
  const allowed = permissions[`${method} ${path}`]
  if (!allowed) throw new Error(`data/permissions.json says nothing of ${method} ${path}.`)
  return allowed
}

/**
 * Permission comes before existence: a caller who may not read learns nothing. A role in the token that has not
 * replicated yet is refused like a missing one.
 */
export function authorize(allowed: string[], caller: Caller, servicePrincipal: ServicePrincipal, now: Date): void {
  const pending = servicePrincipal.grants
    .filter((grant) => grant.resourceAppId === GRAPH_APP_ID && grant.honouredAt > now)
    .map((grant) => grant.role)
  if (!caller.roles.some((role) => allowed.includes(role) && !pending.includes(role))) throw new GraphError('denied')
}
