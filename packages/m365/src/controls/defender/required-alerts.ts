import { defineControl, fail, pass } from '@tenantry/core'
import { protectionAlerts } from '../../resources/protection-alerts.js'

const REQUIRED = [
  'Suspicious email sending patterns detected',
  'Suspicious connector activity',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'Tenant restricted from sending email',
]

/** What the retired baseline asked for besides, in the place of the last one above. */
const REQUIRED_BEFORE = [
  'User restricted from sending email',
  'Unusual increase in email reported as phish',
  'Malware campaign detected after delivery',
  'A potentially malicious URL click was detected',
]

/** Only tenants with Defender for Office 365 Plan 2 have it. */
const WHERE_PRESENT = 'A potentially malicious URL click was detected'

export const requiredAlertsOn = defineControl({
  id: 'mdo-required-alerts',
  title: 'The alerts that tell of a break-in are on',
  area: 'Defender for Office',
  severity: 'high',
  rationale: 'Forwarding, odd sending and blocked senders are how a broken-into mailbox gives itself away.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Alert policy of the Defender portal.',
      'Turn on each alert policy named here.',
    ],
    link: 'https://learn.microsoft.com/defender-xdr/alert-policies',
    impact: 'Somebody gets a mail when one of them goes off.',
  },
  needs: { alerts: protectionAlerts },
  evaluate({ alerts }) {
    const stateOf = (name: string) => alerts.find(({ Name }) => Name === name)
    const required = requiredAlerts(alerts.map(({ Name }) => Name))
    const evidence = required.map((name) => {
      const alert = stateOf(name)
      return {
        object: name,
        property: 'Disabled',
        value: alert ? (alert.Disabled ?? null) : 'absent',
        expected: 'false',
        ok: alert?.Disabled === false,
      }
    })
    const missing = evidence.filter(({ ok }) => !ok).map(({ object }) => object)
    return missing.length === 0
      ? pass(`All ${required.length} alert policies that matter are on.`, { evidence })
      : fail(`${missing.length} of ${required.length} alert policies are off or absent: ${missing.join(', ')}.`, {
          evidence,
        })
  },
})

/** Tenants whose alerts are still those of the retired baseline are asked for these. */
function requiredAlerts(present: readonly string[]): string[] {
  const [newest] = REQUIRED.slice(-1)
  const isOlder =
    newest !== undefined && !present.includes(newest) && REQUIRED_BEFORE.every((name) => present.includes(name))
  if (isOlder) return [...REQUIRED.slice(0, -1), ...REQUIRED_BEFORE]
  return present.includes(WHERE_PRESENT) ? [...REQUIRED, WHERE_PRESENT] : REQUIRED
}
