import { fail, lacks, type Outcome } from '@tenantry/core'
import type { DlpPolicy, DlpRule } from '../../resources/dlp.js'
import { hasServicePlan, type SubscribedSku } from '../../resources/subscribed-skus.js'

export const DLP_LICENCE = 'Microsoft 365 E3 or Purview data loss prevention'

const DLP_PLAN = /^(BPOS_S_DlpAddOn|MIP_S_CLP1|MIP_S_CLP2|MICROSOFTENDPOINTDLP)$/i

export interface DlpFacts {
  skus: readonly SubscribedSku[]
  policies?: readonly DlpPolicy[] | undefined
  rules?: readonly DlpRule[] | undefined
}

/** A rule that is in force, with its policy. */
export interface LiveRule {
  rule: DlpRule
  policy: DlpPolicy
}

/** The rules that are in force; or why that cannot be told. */
export function liveRules({ skus, policies, rules }: DlpFacts): LiveRule[] | Outcome {
  if (!policies || !rules) {
    if (hasServicePlan(skus, DLP_PLAN)) return lacks(policies ? 'rules' : 'policies')
    return fail('No subscription includes data loss prevention.', { licence: DLP_LICENCE })
  }
  return rules
    .filter(({ Disabled }) => Disabled !== true)
    .flatMap((rule) => {
      const policy = policies.find(({ Name }) => Name === rule.ParentPolicyName)
      return policy && isInForce(policy) ? [{ rule, policy }] : []
    })
}

export function isInForce({ Enabled, Mode }: DlpPolicy): boolean {
  return Enabled !== false && Mode === 'Enable'
}

/** Of these kinds of information, those that a rule looks for. */
export function kindsIn(
  { IsAdvancedRule, AdvancedRule, ContentContainsSensitiveInformation }: DlpRule,
  kinds: readonly string[],
): string[] {
  // Both ways to write a rule hold the names as text, at varying depth.
  const text = IsAdvancedRule ? (AdvancedRule ?? '') : (JSON.stringify(ContentContainsSensitiveInformation) ?? '')
  return kinds.filter((kind) => text.includes(kind))
}

/** The rules that look for all of these kinds at once. */
export function rulesForAll(live: readonly LiveRule[], kinds: readonly string[]): LiveRule[] {
  return live.filter(({ rule }) => kindsIn(rule, kinds).length === kinds.length)
}
