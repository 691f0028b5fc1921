import { defineControl, fail, lacks, pass } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies, type AntiPhishPolicy } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { evidenceOf, faultsOf, flag } from './first-in-force.js'
import { nameOf, policiesForEveryone, presetIsForEveryone, presetOf } from './in-force.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

const TIPS = [
  'EnableFirstContactSafetyTips',
  'EnableSimilarUsersSafetyTips',
  'EnableSimilarDomainsSafetyTips',
  'EnableUnusualCharactersSafetyTips',
  'EnableViaTag',
  'EnableUnauthenticatedSender',
] as const

const demands = (policy: AntiPhishPolicy) => TIPS.map((tip) => flag(policy, tip, true, tip))

export const safetyTipsShown = defineControl({
  id: 'mdo-safety-tips',
  title: 'People see a warning on mail that pretends to be what it is not',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'A warning at the right moment stops people who would otherwise have answered.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-phishing of the Defender portal.',
      'Turn on all safety tips and indicators of the policy that applies to everybody, or apply a preset to everybody.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/anti-phishing-policies-about',
    impact: 'People see a line of warning above some messages.',
  },
  needs: { skus: subscribedSkus, presets: eopPresetRules },
  wants: { policies: antiPhishPolicies, rules: antiPhishRules, domains: acceptedDomains },
  evaluate({ skus, presets, policies, rules, domains }) {
    const unlicensed = withoutDefender(skus)
    if (unlicensed) return unlicensed
    const preset = (['strict', 'standard'] as const).find((name) => presetIsForEveryone(presets, name))
    if (preset) return pass(`The ${preset} preset shows everybody all warnings.`)
    if (!policies) return lacks('policies')
    if (!rules) return lacks('rules')
    const inUse = policies.filter(({ Enabled }) => Enabled !== false)
    const everyone = policiesForEveryone({ policies: inUse, rules, presets, domains, ruleNames: 'AntiPhishPolicy' })
    const evidence = everyone.flatMap(({ policy }) => evidenceOf(policy, demands(policy)))
    const best = everyone.find(({ policy }) => faultsOf(demands(policy)).length === 0)
    if (best) {
      const warnings =
        best === everyone[0]
          ? []
          : everyone
              .slice(0, 1)
              .map(({ policy }) => `${nameOf(policy)} goes first for everybody and does not show all.`)
      return pass(`${nameOf(best.policy)} shows everybody all warnings.`, { evidence, warnings })
    }
    const some = inUse.filter((policy) => !presetOf(policy) && faultsOf(demands(policy)).length === 0)
    if (some.length > 0 && !domains) return lacks('domains')
    const [first] = everyone
    return fail(
      some.length > 0
        ? `${some.map(nameOf).slice(0, 5).join(', ')} shows all warnings, but not to everybody.`
        : first
          ? `${nameOf(first.policy)}, which applies to everybody, does not show all warnings: ${faultsOf(demands(first.policy)).join(', ')} is off.`
          : 'No anti-phishing policy that applies to everybody shows warnings.',
      { evidence },
    )
  },
})
