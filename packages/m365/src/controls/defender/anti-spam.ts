import { fail, type Outcome, pass } from '@tenantry/core'
import type { AntiSpamPolicy } from '../../resources/protection-policies.js'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import { evidenceOf, faultsOf, presetExceptions, type Wish } from './first-in-force.js'
import {
  type InForce,
  nameOf,
  policiesForEveryone,
  policiesForSome,
  type Protection,
  rulesOfUnknownReach,
  type Tier,
} from './in-force.js'

export interface AntiSpamFacts {
  policies: readonly AntiSpamPolicy[]
  rules: readonly ProtectionRule[]
  presets: readonly ProtectionRule[]
  domains?: readonly { DomainName: string }[] | undefined
}

const TIERS: readonly Tier[] = ['strict', 'standard', 'custom', 'default']

/**
 * Judges anti-spam policies tier by tier. A tier with a good policy for everybody shields all below it; bad policies
 * down to there are failures.
 */
export function judgeAntiSpam(facts: AntiSpamFacts, wish: Wish<AntiSpamPolicy>): Outcome {
  const protection: Protection<AntiSpamPolicy> = {
    ...facts,
    ruleNames: 'HostedContentFilterPolicy',
    trustDomains: true,
  }
  const everyone = policiesForEveryone(protection)
  const isGood = ({ policy }: InForce<AntiSpamPolicy>) => faultsOf(wish.demands(policy)).length === 0
  const shield = TIERS.find((tier) => everyone.some((found) => found.tier === tier && isGood(found)))
  const judged = everyone.filter(({ tier }) => !shield || TIERS.indexOf(tier) <= TIERS.indexOf(shield))
  const bad = judged.filter((found) => !isGood(found))
  const warnings = warningsOf(protection, wish, facts.policies, judged)
  if (judged.length === 0) return fail(`No ${wish.kind} applies to everybody.`, { warnings })
  const evidence = judged.flatMap(({ policy }) => evidenceOf(policy, wish.demands(policy)))
  if (bad.length === 0) {
    const names = judged.filter(isGood).map(({ policy }) => nameOf(policy))
    return pass(`${names.join(', ')}, which ${names.length === 1 ? 'applies' : 'apply'} to everybody, ${wish.good}.`, {
      evidence,
      warnings,
    })
  }
  return fail(
    `${bad.length} of ${judged.length} policies for everybody: ${bad
      .slice(0, 5)
      .map(({ policy }) => `${nameOf(policy)} ${faultsOf(wish.demands(policy)).join(' and ')}`)
      .join('; ')}.`,
    { evidence, warnings },
  )
}

function warningsOf(
  protection: Protection<AntiSpamPolicy>,
  wish: Wish<AntiSpamPolicy>,
  policies: readonly AntiSpamPolicy[],
  judged: readonly InForce<AntiSpamPolicy>[],
): string[] {
  const some = policiesForSome(protection)
  const others = policies.filter((policy) => !judged.some((found) => found.policy === policy))
  return [
    ...others.flatMap((policy) => {
      const faults = faultsOf(wish.demands(policy)).join(' and ')
      if (faults === '') return []
      return some.includes(policy)
        ? [`${nameOf(policy)}, which goes first for some people, ${faults}.`]
        : [`${nameOf(policy)}, which others go before or which is off, ${faults}.`]
    }),
    ...(['strict', 'standard'] as const).flatMap((preset) =>
      judged.some(({ tier }) => tier === preset) ? presetExceptions(protection.presets, preset) : [],
    ),
    ...(judged.some(({ tier }) => tier === 'custom')
      ? rulesOfUnknownReach(protection).map(
          (rule) =>
            `The accepted domains were not read: that the rule ${nameOf(rule)} names all of them is taken for granted.`,
        )
      : []),
  ]
}
