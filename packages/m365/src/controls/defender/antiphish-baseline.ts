import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { antiPhishPolicies, type AntiPhishPolicy } from '../../resources/protection-policies.js'
import { antiPhishRules, eopPresetRules } from '../../resources/protection-rules.js'
import { type Demand, flag, judgeFirst } from './first-in-force.js'

export const antiPhishingSetWell = defineControl({
  id: 'mdo-antiphish-baseline',
  title: 'The anti-phishing policy for everybody holds forged mail back and warns of strangers',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Forged senders are how most attacks begin; whether they are delivered is a matter of a few settings.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-phishing of the Defender portal.',
      'In the policy named here turn on spoof intelligence and honouring of DMARC, send forged mail to quarantine, and show the first contact tip, the question mark and the via tag.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/recommended-settings-for-eop-and-office365',
    impact: 'Mail of senders without working SPF, DKIM and DMARC goes to quarantine.',
  },
  needs: {
    policies: antiPhishPolicies,
    rules: antiPhishRules,
    presets: eopPresetRules,
    domains: acceptedDomains,
  },
  evaluate: ({ policies, ...facts }) =>
    judgeFirst(
      { ...facts, policies: policies.filter(({ Enabled }) => Enabled !== false), ruleNames: 'AntiPhishPolicy' },
      {
        kind: 'anti-phishing policy',
        good: 'holds forged mail back and warns of strangers',
        demands: (policy) => [
          flag(policy, 'EnableSpoofIntelligence', true, 'does not recognize forged senders'),
          flag(policy, 'HonorDmarcPolicy', true, 'ignores what senders ask for by DMARC'),
          action(policy, 'AuthenticationFailAction', ['Quarantine'], 'forged mail'),
          action(policy, 'DmarcQuarantineAction', ['Quarantine'], 'mail that DMARC would quarantine'),
          action(policy, 'DmarcRejectAction', ['Quarantine', 'Reject'], 'mail that DMARC would reject'),
          flag(policy, 'EnableFirstContactSafetyTips', true, 'does not warn at the first contact'),
          flag(policy, 'EnableUnauthenticatedSender', true, 'does not mark senders that are not proved'),
          flag(policy, 'EnableViaTag', true, 'does not show through whom a message came'),
        ],
        stricter: ({ ExcludedSenders, ExcludedDomains }) => [
          trusted('ExcludedSenders', ExcludedSenders),
          trusted('ExcludedDomains', ExcludedDomains),
        ],
      },
    ),
})

function action(
  policy: AntiPhishPolicy,
  property: 'AuthenticationFailAction' | 'DmarcQuarantineAction' | 'DmarcRejectAction',
  wanted: readonly string[],
  what: string,
): Demand {
  const value = policy[property]
  return {
    property,
    value,
    expected: wanted.join(' or '),
    ok: wanted.includes(value ?? ''),
    fault: `answers ${what} with “${value ?? 'nothing'}”`,
  }
}

function trusted(property: string, value: readonly string[]): Demand {
  return {
    property,
    value,
    expected: 'nobody',
    ok: value.length === 0,
    fault: `never takes ${value.slice(0, 5).join(', ')} for an impostor`,
  }
}
