import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import type { ConditionalAccessExclusions } from '../../parameters.js'
import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { type FindGaps, type Gap, gapsToEveryone } from './gaps.js'
import { type Narrowing, narrowings } from './narrowings.js'
import { GUESTS, nameOf } from './policy.js'
import { count, list, listSome, membersOf } from './wording.js'

/** More would be no help to anyone. */

/** What a control asks of one policy that has the wanted effect at all. */
export interface Wanted {
  policies: readonly ConditionalAccessPolicy[]
  exclusions: ConditionalAccessExclusions
  /** What the policy does, to follow `No policy`: `blocks legacy authentication`. */
  effect: string
  /** Whom it must reach. */
  audience?: string
  /** Whether the policy has the effect on anyone. */
  hasEffect: (policy: ConditionalAccessPolicy) => boolean
  /** What keeps it from reaching everyone it must. */
  gaps?: FindGaps
  /** Conditions that belong to the effect, so that they are no narrowing. */
  named?: readonly Narrowing[]
  /** What else a stricter reader would mind in a policy without a gap. */
  cautions?: (policy: ConditionalAccessPolicy) => string[]
  /** Properties that give it the effect. */
  decidedBy?: readonly string[]
}

/** Judges that at least one policy has the effect without a gap. */
export function judgeByOnePolicy(wanted: Wanted): Outcome {
  const { policies, exclusions, effect, audience = 'for everyone', hasEffect, gaps = gapsToEveryone } = wanted
  const judged = policies
    .filter(hasEffect)
    .map((policy) => ({ policy, gaps: gaps(policy, exclusions), warnings: warningsOf(policy, wanted) }))
  const passing = judged.filter((each) => each.gaps.length === 0)
  const whole = passing.map(({ policy }) => policy)
  if (whole.length > 0) {
    return pass(`${listSome(whole.map(nameOf))} ${whole.length === 1 ? effect : plural(effect)}${after(audience)}.`, {
      evidence: whole.flatMap((policy) => deciding(policy, wanted.decidedBy)),
      warnings: sharedWarnings(passing.map(({ warnings }) => warnings)),
    })
  }
  const [nearest] = judged.toSorted(byNearness)
  if (!nearest) return fail(`No policy ${effect}.`)
  const wouldPassWith = exclusionsThatSuffice(judged, exclusions)
  return fail(`No policy ${effect}${after(audience)}. ${judged.length === 1 ? '' : 'Nearest: '}${sentence(nearest)}`, {
    evidence: judged.flatMap(({ policy, gaps: found }) => found.map((gap) => gapEvidence(policy, gap))),
    ...(wouldPassWith && { wouldPassWith: { conditionalAccessExclusions: wouldPassWith } }),
  })
}

/** What a control minds in any policy it looks at. */
export interface Minded {
  policies: readonly ConditionalAccessPolicy[]
  faults: (policy: ConditionalAccessPolicy) => Gap[]
  /** The reason where no policy has a fault. */
  good: string
  /** To follow `1 policy`: `names something deleted`. */
  bad: string
  warnings?: readonly string[]
}

/** Judges that no policy has a fault. */
export function judgeEveryPolicy({ policies, faults, good, bad, warnings = [] }: Minded): Outcome {
  const judged = policies.map((policy) => ({ policy, gaps: faults(policy) }))
  const wrong = judged.filter(({ gaps }) => gaps.length > 0)
  if (wrong.length === 0) {
    const evidence = policies.flatMap((policy) => deciding(policy))
    return pass(good, { evidence, warnings })
  }
  return fail(
    `${count(wrong.length, 'policy', 'policies')} ${wrong.length === 1 ? bad : plural(bad)}: ${listSome(wrong.map(({ policy }) => nameOf(policy)))}.`,
    {
      evidence: wrong.flatMap(({ policy, gaps }) => gaps.map((gap) => gapEvidence(policy, gap))),
      warnings,
    },
  )
}

interface Judged {
  policy: ConditionalAccessPolicy
  gaps: Gap[]
  warnings: string[]
}

/** The fewest things that anyone would mind first; of as many, those that do not decide weigh more. */
function byNearness(a: Judged, b: Judged): number {
  const minded = ({ gaps, warnings }: Judged) => gaps.length + warnings.length
  return minded(a) - minded(b) || a.warnings.length - b.warnings.length
}

function warningsOf(policy: ConditionalAccessPolicy, { named = [], cautions }: Wanted): string[] {
  return [...narrowings(policy, named), ...guestsLeftOut(policy), ...(cautions?.(policy) ?? [])]
}

/** Where several policies do it, a warning matters only when each of them has one. */
function sharedWarnings(each: readonly string[][]): string[] {
  return each.every((found) => found.length > 0) ? each.flat() : []
}

function guestsLeftOut(policy: ConditionalAccessPolicy): string[] {
  const users = policy.conditions.users
  const kinds = membersOf(users?.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes)
  if (users?.excludeUsers.includes(GUESTS)) return [`${nameOf(policy)} leaves out guests.`]
  return kinds.length === 0 ? [] : [`${nameOf(policy)} leaves out guests: ${list(kinds)}.`]
}

/** The exclusions of the policy that needs the fewest more, where exclusions are all that is the matter. */
function exclusionsThatSuffice(
  judged: readonly Judged[],
  allowed: ConditionalAccessExclusions,
): ConditionalAccessExclusions | undefined {
  const [best] = judged
    .filter(({ gaps }) => gaps.every(({ exclusions }) => exclusions !== undefined))
    .toSorted(byNearness)
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

function deciding(policy: ConditionalAccessPolicy, properties: readonly string[] = []): Evidence[] {
  return ['state', ...properties].map((property) => ({
    object: nameOf(policy),
    id: policy.id,
    property,
    value: valueAt(policy, property) ?? null,
    ok: true,
  }))
}

function valueAt(policy: ConditionalAccessPolicy, property: string): unknown {
  return property
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      policy,
    )
}

function gapEvidence(policy: ConditionalAccessPolicy, { property, value, expected }: Gap): Evidence {
  return { object: nameOf(policy), id: policy.id, property, value, expected, ok: false }
}

function sentence({ policy, gaps }: Judged): string {
  return `${nameOf(policy)} ${list(gaps.map(({ what }) => what))}.`
}

function after(audience: string): string {
  return audience && ` ${audience}`
}

/** `blocks guests` of one, `block guests` of several. */
function plural(effect: string): string {
  return effect.replace(/^(\w+?)(ies|s)\b/, (_, stem: string, end: string) => (end === 's' ? stem : `${stem}y`))
}
