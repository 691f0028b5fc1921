import { readData } from '../data.js'
import type { ServicePrincipal } from '../world/model.js'
import { GRAPH_APP_ID } from '../world/resources.js'
import type { Caller } from './authenticate.js'
import { GraphError } from './graph-error.js'

/** A permission, and the others of which one must be there as well. */
export interface Allowance {
  role: string
  together: string[]
}

/**
 * Sets of application permissions of which one suffices, and the set of each path and method; an empty set means
 * delegated access only. `A+B|C` is A together with B or C. From Microsoft's permission map.
 * https://learn.microsoft.com/graph/permissions-reference
 */
const { sets, paths } = readData('permissions.json') as {
  sets: string[][]
  paths: Record<string, Record<string, number>>
}

const allowances = sets.map((set) =>
  set.map((entry): Allowance => {
    const [role = '', others] = entry.split('+')
    return { role, together: others?.split('|') ?? [] }
  }),
)

/** The map names a resource; its count, its references and its casts go by the same permissions. */
const PARTS_OF_A_RESOURCE = [/\/\$(count|value)$/, /\/\$ref$/, /\/microsoft\.graph\.[a-z0-9.]+(?=\/|$)/]

/** What a path and method take; undefined if Microsoft's map knows no such method there. */
export function findAllowances(method: string, path: string): Allowance[] | undefined {
  const known = path.toLowerCase().replace(/\{[^}]*\}/g, '{}')
  const candidates = PARTS_OF_A_RESOURCE.reduce<string[]>(
    (tried, part) => [...tried, ...tried.map((candidate) => candidate.replace(part, ''))],
    [known],
  )
  for (const candidate of candidates) {
    const set = paths[candidate]?.[method]
    if (set !== undefined) return allowances[set]
  }
  return undefined
}

/**
 * Permission comes before existence: a caller who may not read learns nothing. A role in the token that has not
 * replicated yet is refused like a missing one.
 */
export function authorize(allowed: Allowance[], caller: Caller, servicePrincipal: ServicePrincipal, now: Date): void {
  if (!isAllowed(allowed, honouredRoles(caller, servicePrincipal, now))) throw new GraphError('denied')
}

/** Whether one of the allowances is there, together with what it needs. */
export function isAllowed(allowed: readonly Allowance[], honoured: ReadonlySet<string>): boolean {
  return allowed.some(
    ({ role, together }) =>
      honoured.has(role) && (together.length === 0 || together.some((other) => honoured.has(other))),
  )
}

/** The roles of each token as a set: of the same caller it is the same. */
const roleSets = new WeakMap<Caller, Set<string>>()

/** The roles of a token that Graph honours by now. */
export function honouredRoles(caller: Caller, servicePrincipal: ServicePrincipal, now: Date): ReadonlySet<string> {
  const roles = roleSets.get(caller) ?? new Set(caller.roles)
  roleSets.set(caller, roles)
  const moment = now.getTime()
  const pending = servicePrincipal.grants.filter(
    ({ resourceAppId, honouredAt }) => honouredAt.getTime() > moment && resourceAppId === GRAPH_APP_ID,
  )
  if (pending.length === 0) return roles
  const late = new Set(pending.map(({ role }) => role))
  return new Set(caller.roles.filter((role) => !late.has(role)))
}
