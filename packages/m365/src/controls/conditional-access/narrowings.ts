import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { nameOf } from './policy.js'
import { list } from './wording.js'

/** A condition that may make a policy apply to less than its users and resources say. */
export type Narrowing =
  | 'userRiskLevels'
  | 'signInRiskLevels'
  | 'clientAppTypes'
  | 'locations'
  | 'platforms'
  | 'devices'
  | 'authenticationFlows'
  | 'insiderRiskLevels'
  | 'includeUserActions'

/** Conditions that make a policy apply to less than its users and resources say, but for those that belong to its purpose. */
export function narrowings(policy: ConditionalAccessPolicy, named: readonly Narrowing[] = []): string[] {
  return Object.entries(narrowingsOf(policy))
    .filter(([condition, text]) => text !== undefined && !named.includes(condition as Narrowing))
    .map(([, text]) => `${nameOf(policy)} applies ${text as string}.`)
}

function narrowingsOf({ conditions }: ConditionalAccessPolicy): Record<Narrowing, string | undefined> {
  const clients = conditions.clientAppTypes
  const places = conditions.locations
  const platforms = conditions.platforms
  const flows = conditions.authenticationFlows?.transferMethods
  const actions = conditions.applications?.includeUserActions ?? []
  return {
    userRiskLevels: onlyAt('user risk', conditions.userRiskLevels),
    signInRiskLevels: onlyAt('sign-in risk', conditions.signInRiskLevels),
    clientAppTypes: clients.length > 0 && !clients.includes('all') ? `only to the clients ${list(clients)}` : undefined,
    locations:
      places && (!places.includeLocations.includes('All') || places.excludeLocations.length > 0)
        ? 'only from some locations'
        : undefined,
    platforms:
      platforms && (!platforms.includePlatforms.includes('all') || platforms.excludePlatforms.length > 0)
        ? 'only to some platforms'
        : undefined,
    devices: conditions.devices?.deviceFilter ? 'only to devices that its filter lets in' : undefined,
    authenticationFlows: flows ? `only to the authentication flows ${flows}` : undefined,
    insiderRiskLevels: conditions.insiderRiskLevels
      ? `only at ${conditions.insiderRiskLevels} insider risk`
      : undefined,
    includeUserActions: actions.length > 0 ? 'to user actions besides resources' : undefined,
  }
}

function onlyAt(risk: string, levels: readonly string[]): string | undefined {
  return levels.length > 0 ? `only at ${list(levels)} ${risk}` : undefined
}
