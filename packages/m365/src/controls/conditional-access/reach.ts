import type { ConditionalAccessExclusions } from '../../parameters.js'
import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { gapsInUsers } from './gaps.js'
import { nameOf } from './policy.js'

/** Whom a policy misses, where it is not whom it reaches that decides. */
export function cautionsInReach(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): string[] {
  return gapsInUsers(policy, allowed).map(({ what }) => `${nameOf(policy)} ${what}.`)
}
