import { fail, lacks, type Outcome, pass } from '@tenantry/core'
import { listed } from '../evidence.js'
import type { AntiPhishPolicy } from '../../resources/protection-policies.js'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import type { SubscribedSku } from '../../resources/subscribed-skus.js'
import { type Demand, evidenceOf, faultsOf } from './first-in-force.js'
import { nameOf, policiesForEveryone, presetOf } from './in-force.js'
import { withoutDefender } from './licence.js'

export interface ImpersonationFacts {
  skus: readonly SubscribedSku[]
  policies?: readonly AntiPhishPolicy[] | undefined
  rules?: readonly ProtectionRule[] | undefined
  presets?: readonly ProtectionRule[] | undefined
  domains?: readonly { DomainName: string }[] | undefined
}

export interface Impersonation {
  /** What is protected, e.g. `sensitive people`. */
  what: string
  demands: (policy: AntiPhishPolicy) => readonly Demand[]
}

/**
 * Judges that a policy for everybody protects against impersonation. Where nothing was read of whom policies apply to,
 * both presets have to: then everybody whom a preset reaches is protected.
 */
export function judgeImpersonation(facts: ImpersonationFacts, { what, demands }: Impersonation): Outcome {
  const { skus, policies, rules, presets, domains } = facts
  const unlicensed = withoutDefender(skus)
  if (unlicensed) return unlicensed
  if (!policies) return lacks('policies')
  const inUse = policies.filter(({ Enabled }) => Enabled !== false)
  if (!rules && !presets && !domains) return judgePresetsAlone(inUse, { what, demands })
  if (!rules) return lacks('rules')
  if (!presets) return lacks('presets')
  const everyone = policiesForEveryone({ policies: inUse, rules, presets, domains, ruleNames: 'AntiPhishPolicy' })
  const protecting = everyone.filter(({ policy }) => faultsOf(demands(policy)).length === 0)
  const evidence = everyone.flatMap(({ policy }) => evidenceOf(policy, demands(policy)))
  const [best] = protecting
  if (best) {
    const [first] = everyone
    const warnings =
      first && first !== best
        ? [`${nameOf(first.policy)} goes first for everybody, and it ${faultsOf(demands(first.policy)).join(' and ')}.`]
        : []
    return pass(`${nameOf(best.policy)} protects ${what} for everybody.`, { evidence, warnings })
  }
  // The domains only matter where a policy would do if it reached everybody.
  const some = inUse.filter((policy) => faultsOf(demands(policy)).length === 0)
  if (some.length > 0 && !domains) return lacks('domains')
  return fail(
    some.length > 0
      ? `${some.map(nameOf).slice(0, 5).join(', ')} would protect ${what}, but not for everybody.`
      : `No anti-phishing policy protects ${what}.`,
    { evidence },
  )
}

function judgePresetsAlone(policies: readonly AntiPhishPolicy[], { what, demands }: Impersonation): Outcome {
  const both = (['strict', 'standard'] as const).map((preset) => ({
    preset,
    policy: policies.find((policy) => presetOf(policy) === preset && faultsOf(demands(policy)).length === 0),
  }))
  const evidence = policies
    .filter((policy) => presetOf(policy))
    .flatMap((policy) => evidenceOf(policy, demands(policy)))
  const missing = both.filter(({ policy }) => !policy).map(({ preset }) => preset)
  const warnings = ['Whom the policies apply to was not read: only both presets were looked at.']
  return missing.length === 0
    ? pass(`Both presets protect ${what}.`, { evidence, warnings })
    : fail(`The ${missing.join(' and the ')} preset does not protect ${what}.`, { evidence, warnings })
}

/** What is to happen with a message that pretends to come from somebody else. */
export function acts(
  policy: AntiPhishPolicy,
  property: 'TargetedUserProtectionAction' | 'TargetedDomainProtectionAction',
): Demand {
  const action = policy[property]
  return {
    property,
    value: action,
    expected: 'an action that keeps the message from people',
    ok: Boolean(action) && !['noaction', 'bccmessage'].includes((action ?? '').toLowerCase()),
    fault: 'does nothing about such messages',
  }
}

/** That a list holds all that was named. */
export function lists(
  property: string,
  value: readonly string[],
  wanted: readonly string[],
  what: string,
  read: (entry: string) => string = (entry) => entry.trim().toLowerCase(),
): Demand {
  const known = new Set(value.map(read))
  const missing = wanted.filter((entry) => !known.has(read(entry)))
  return {
    property,
    value,
    expected: `holds ${listed(wanted)}`,
    ok: missing.length === 0,
    fault: `lists ${wanted.length - missing.length} of ${wanted.length} ${what}`,
  }
}
