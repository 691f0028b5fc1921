import { honouredRoles } from './authorize.js'
import type { GraphCall } from './room.js'

/** Whether the caller has one of these permissions, by its token and in Graph's eyes. */
export function holds(call: GraphCall, ...roles: string[]): boolean {
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  return roles.some((role) => honoured.has(role))
}
