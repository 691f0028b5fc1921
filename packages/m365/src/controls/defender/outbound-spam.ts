import { defineControl, fail, pass } from '@tenantry/core'
import { type OutboundSpamPolicy, outboundSpamPolicies } from '../../resources/outbound-spam-policies.js'
import { type Demand, evidenceOf, faultsOf } from './first-in-force.js'

const LIMITS = [
  ['RecipientLimitExternalPerHour', 500, 'people outside in an hour'],
  ['RecipientLimitInternalPerHour', 1000, 'people inside in an hour'],
  ['RecipientLimitPerDay', 1000, 'people in a day'],
] as const

export const outboundSpamLimited = defineControl({
  id: 'mdo-outbound-spam',
  title: 'Accounts that send spam are stopped and reported',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A broken-into mailbox sends thousands of messages in an hour and puts your domain on block lists.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Anti-spam › Anti-spam outbound policy of the Defender portal.',
      'Limit recipients to 500 outside and 1000 inside an hour and 1000 a day, and restrict who reaches the limit until somebody looks.',
      'Send copies of suspicious messages, and word of blocked people, to an address that is read.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/outbound-spam-policies-configure',
    impact: 'Whoever legitimately writes to more people, for instance with a newsletter, is blocked.',
  },
  needs: { policies: outboundSpamPolicies },
  evaluate({ policies }) {
    const active = policies.filter(({ Enabled }) => Enabled !== false)
    if (active.length === 0) return fail('No outbound spam policy is in force.')
    const judged = active.map((policy) => ({ policy, demands: demands(policy) }))
    const evidence = judged.flatMap((found) => evidenceOf(named(found.policy), found.demands))
    const bad = judged.filter((found) => faultsOf(found.demands).length > 0)
    return bad.length === 0
      ? pass('Who sends spam is stopped, and somebody is told.', { evidence })
      : fail(
          `${bad.length} of ${active.length} outbound spam policies: ${bad
            .slice(0, 5)
            .map((found) => `${found.policy.Name} ${faultsOf(found.demands).join(', ')}`)
            .join('; ')}.`,
          { evidence },
        )
  },
})

function named({ Name }: OutboundSpamPolicy) {
  return { Identity: Name }
}

function demands(policy: OutboundSpamPolicy): Demand[] {
  const { ActionWhenThresholdReached: action } = policy
  return [
    ...LIMITS.map(([property, most, what]) => {
      const limit = policy[property]
      return {
        property,
        value: limit,
        expected: `1 to ${most}`,
        // 0 leaves it to the service, which allows ten thousand.
        ok: typeof limit === 'number' && limit > 0 && limit <= most,
        fault: limit ? `allows ${limit} ${what}` : `sets no limit of ${what}`,
      }
    }),
    {
      property: 'ActionWhenThresholdReached',
      value: action,
      expected: 'BlockUser',
      ok: action === 'BlockUser',
      fault: 'does not block who reaches the limit until somebody looks',
    },
    told(policy, 'NotifyOutboundSpam', 'NotifyOutboundSpamRecipients', 'tells nobody of blocked people'),
    told(
      policy,
      'BccSuspiciousOutboundMail',
      'BccSuspiciousOutboundAdditionalRecipients',
      'sends nobody copies of suspicious messages',
    ),
  ]
}

function told(
  policy: OutboundSpamPolicy,
  property: 'NotifyOutboundSpam' | 'BccSuspiciousOutboundMail',
  recipients: 'NotifyOutboundSpamRecipients' | 'BccSuspiciousOutboundAdditionalRecipients',
  fault: string,
): Demand {
  const addresses = policy[recipients] ?? []
  return {
    property,
    value: [policy[property] ?? null, addresses.slice(0, 20)],
    expected: 'true, with recipients',
    ok: policy[property] === true && addresses.length > 0,
    fault,
  }
}
