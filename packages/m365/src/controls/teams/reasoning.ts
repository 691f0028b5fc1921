import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import { settingMissing } from '../settings.js'

/** A policy of Teams: the one for everyone is called `Global`, others `Tag:` and a name. */
export interface TeamsPolicy {
  Identity: string
}

export interface Looked<P> {
  policies: readonly P[]
  property: keyof P & string
  expected: string
  isGood: (value: unknown, policy: P) => boolean
  good: string
  /** What is bad, to follow the names of the policies: `lets outsiders take control`. */
  bad: string
}

export function nameOf({ Identity }: TeamsPolicy): string {
  return Identity.replace(/^Tag:/i, '')
}

export function isGlobal({ Identity }: TeamsPolicy): boolean {
  return Identity.toLowerCase() === 'global'
}

/** Judges that one property is good in every policy. */
export function judgeEvery<P extends TeamsPolicy>({
  policies,
  property,
  expected,
  isGood,
  good,
  bad,
}: Looked<P>): Outcome {
  const known = policies.filter((policy) => policy[property] !== undefined && policy[property] !== null)
  if (known.length === 0) return settingMissing(property)
  const wrong = known.filter((policy) => !isGood(policy[property], policy))
  const evidence = (wrong.length > 0 ? wrong : known).map((policy) =>
    policyEvidence(policy, property, expected, wrong.length === 0),
  )
  if (wrong.length === 0) return pass(good, { evidence })
  return fail(`${wrong.map(nameOf).join(', ')} ${bad}.`, { evidence })
}

/** Judges that one property is good in the policy that applies to everyone who has no other, and warns of the others. */
export function judgeGlobal<P extends TeamsPolicy>(looked: Looked<P>): Outcome {
  const { policies, property, expected, isGood, bad } = looked
  const outcome = judgeEvery({ ...looked, policies: policies.filter(isGlobal) })
  const others = policies.filter(
    (policy) => !isGlobal(policy) && policy[property] !== undefined && !isGood(policy[property], policy),
  )
  if (outcome.verdict !== 'pass' || others.length === 0) return outcome
  return {
    ...outcome,
    evidence: [...outcome.evidence, ...others.map((policy) => policyEvidence(policy, property, expected, false))],
    warnings: [`${others.map(nameOf).join(', ')}, for some people, ${bad}.`],
  }
}

function policyEvidence<P extends TeamsPolicy>(
  policy: P,
  property: keyof P & string,
  expected: string,
  ok: boolean,
): Evidence {
  return { object: nameOf(policy), id: policy.Identity, property, value: policy[property], expected, ok }
}
