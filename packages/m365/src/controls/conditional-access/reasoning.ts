import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import type { ConditionalAccessExclusions } from '../../parameters.js'
import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'

/** Something that keeps a policy from doing what is wanted. */
export interface Gap {
  /** What is the matter, to follow the name of the policy: `is not enforced`. */
  what: string
  property: string
  value: unknown
  expected: string
  /** What would have to be allowed so that it is no gap; absent: nothing makes up for it. */
  exclusions?: Partial<ConditionalAccessExclusions>
}

/** What a control asks of one policy that has the wanted effect at all. */
export interface Wanted {
  policies: readonly ConditionalAccessPolicy[]
  exclusions: ConditionalAccessExclusions
  /** What the policy does, to follow `No policy`: `blocks legacy authentication`. */
  effect: string
  /** Whether the policy has the effect on anyone. */
  hasEffect: (policy: ConditionalAccessPolicy) => boolean
  /** What keeps it from reaching everyone it must; usually {@link gapsToEveryone}. */
  gaps?: (policy: ConditionalAccessPolicy, exclusions: ConditionalAccessExclusions) => Gap[]
  /** Conditions that belong to the effect, so that they are no narrowing. */
  named?: readonly Narrowing[]
}

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

export function isEnforced({ state }: ConditionalAccessPolicy): boolean {
  return state === 'enabled'
}

export function blocks({ grantControls }: ConditionalAccessPolicy): boolean {
  return grantControls?.builtInControls.includes('block') ?? false
}

export function nameOf({ displayName, id }: ConditionalAccessPolicy): string {
  return displayName || id
}

/** Judges that at least one policy has the effect without a gap. */
export function judgeByOnePolicy(wanted: Wanted): Outcome {
  const { policies, exclusions, effect, hasEffect, gaps = gapsToEveryone, named = [] } = wanted
  const judged = policies.filter(hasEffect).map((policy) => ({ policy, gaps: gaps(policy, exclusions) }))
  const whole = judged.filter((each) => each.gaps.length === 0).map(({ policy }) => policy)
  if (whole.length > 0) {
    const names = whole.map(nameOf)
    return pass(`${list(names)} ${effect}.`, {
      evidence: whole.map((policy) => enforced(policy)),
      warnings:
        whole.length === 1 ? whole.flatMap((policy) => narrowings(policy, named)) : sharedNarrowings(whole, named),
    })
  }
  if (judged.length === 0) return fail(`No policy ${effect}.`)
  const [nearest] = judged.toSorted((a, b) => a.gaps.length - b.gaps.length)
  const wouldPassWith = exclusionsThatSuffice(judged, exclusions)
  return fail(
    `No policy ${effect} for everyone. ${judged.length === 1 ? '' : 'Nearest: '}${sentence(nearest as Judged)}`,
    {
      evidence: judged.flatMap(({ policy, gaps: found }) => found.map((gap) => gapEvidence(policy, gap))),
      ...(wouldPassWith && { wouldPassWith: { conditionalAccessExclusions: wouldPassWith } }),
    },
  )
}

/** What keeps a policy from being enforced for all users and all resources, but for the exclusions that are allowed. */
export function gapsToEveryone(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  return [...gapsInState(policy), ...gapsInUsers(policy, allowed), ...gapsInApplications(policy, allowed)]
}

export function gapsInState(policy: ConditionalAccessPolicy): Gap[] {
  if (isEnforced(policy)) return []
  const what = policy.state === 'disabled' ? 'is switched off' : 'is not enforced, it only reports'
  return [{ what, property: 'state', value: policy.state, expected: 'enabled' }]
}

export function gapsInUsers(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  const users = policy.conditions.users
  const gaps: Gap[] = []
  if (!users?.includeUsers.includes('All')) {
    gaps.push({
      what: 'does not include all users',
      property: 'conditions.users.includeUsers',
      value: users?.includeUsers ?? [],
      expected: 'All',
    })
  }
  return [...gaps, ...gapsInUserExclusions(policy, allowed)]
}

export function gapsInUserExclusions(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  const users = policy.conditions.users
  const guests = guestTypes(users?.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes)
  const roles = users?.excludeRoles ?? []
  return [
    ...(roles.length === 0
      ? []
      : [
          {
            what: `leaves out ${count(roles.length, 'role')}`,
            property: 'conditions.users.excludeRoles',
            value: roles,
            expected: 'none',
          },
        ]),
    ...beyond('users', 'user', 'conditions.users.excludeUsers', users?.excludeUsers ?? [], allowed),
    ...beyond('groups', 'group', 'conditions.users.excludeGroups', users?.excludeGroups ?? [], allowed),
    ...beyond(
      'guestUserTypes',
      'kind of guests',
      'conditions.users.excludeGuestsOrExternalUsers',
      guests,
      allowed,
      'kinds of guests',
    ),
  ]
}

export function gapsInApplications(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  const applications = policy.conditions.applications
  const gaps: Gap[] = []
  if (!applications?.includeApplications.includes('All')) {
    gaps.push({
      what: 'does not cover all resources',
      property: 'conditions.applications.includeApplications',
      value: applications?.includeApplications ?? [],
      expected: 'All',
    })
  }
  const left = applications?.excludeApplications ?? []
  return [
    ...gaps,
    ...beyond('applications', 'application', 'conditions.applications.excludeApplications', left, allowed),
  ]
}

/** Conditions that make a policy apply to less than its users and resources say. */
export function narrowings(policy: ConditionalAccessPolicy, named: readonly Narrowing[] = []): string[] {
  return Object.entries(narrowingsOf(policy))
    .filter(([condition, text]) => text !== undefined && !named.includes(condition as Narrowing))
    .map(([, text]) => `${nameOf(policy)} applies ${text as string}.`)
}

/** Where several policies do it, a narrowing matters only when each of them has one. */
function sharedNarrowings(policies: readonly ConditionalAccessPolicy[], named: readonly Narrowing[]): string[] {
  const each = policies.map((policy) => narrowings(policy, named))
  return each.every((found) => found.length > 0) ? each.flat() : []
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

interface Judged {
  policy: ConditionalAccessPolicy
  gaps: Gap[]
}

/** The exclusions of the policy that needs the fewest more, where exclusions are all that is the matter. */
function exclusionsThatSuffice(
  judged: readonly Judged[],
  allowed: ConditionalAccessExclusions,
): ConditionalAccessExclusions | undefined {
  const [best] = judged
    .filter(({ gaps }) => gaps.every(({ exclusions }) => exclusions !== undefined))
    .toSorted((a, b) => a.gaps.length - b.gaps.length)
  if (!best) return undefined
  const more = (kind: keyof ConditionalAccessExclusions) => [
    ...new Set([...allowed[kind], ...best.gaps.flatMap(({ exclusions }) => exclusions?.[kind] ?? [])]),
  ]
  return {
    users: more('users'),
    groups: more('groups'),
    applications: more('applications'),
    guestUserTypes: more('guestUserTypes'),
  }
}

function beyond(
  kind: keyof ConditionalAccessExclusions,
  one: string,
  property: string,
  excluded: readonly string[],
  allowed: ConditionalAccessExclusions,
  many = `${one}s`,
): Gap[] {
  const extra = excluded.filter((id) => !allowed[kind].includes(id))
  if (extra.length === 0) return []
  const what = `leaves out ${extra.length === 1 ? `1 ${one}` : `${extra.length} ${many}`}`
  return [
    { what, property, value: excluded, expected: 'none but the exclusions allowed', exclusions: { [kind]: extra } },
  ]
}

function guestTypes(types: string | null | undefined): string[] {
  return (types ?? '')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '')
}

function enforced(policy: ConditionalAccessPolicy): Evidence {
  return { object: nameOf(policy), id: policy.id, property: 'state', value: policy.state, ok: true }
}

function gapEvidence(policy: ConditionalAccessPolicy, { property, value, expected }: Gap): Evidence {
  return { object: nameOf(policy), id: policy.id, property, value, expected, ok: false }
}

function sentence({ policy, gaps }: Judged): string {
  return `${nameOf(policy)} ${list(gaps.map(({ what }) => what))}.`
}

function count(number: number, one: string): string {
  return number === 1 ? `1 ${one}` : `${number} ${one}s`
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
