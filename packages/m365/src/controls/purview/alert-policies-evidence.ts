import { defineControl, fail, pass } from '@tenantry/core'
import { protectionAlerts } from '../../resources/protection-alerts.js'

export const alertsReachSomebody = defineControl({
  id: 'purview-alert-policies-evidence',
  title: 'Every alert policy tells somebody',
  area: 'Purview',
  severity: 'low',
  rationale: 'An alert that is mailed to nobody is read when it is too late.',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Alert policy of the Defender portal.',
      'Give each policy named here a recipient who reads the mailbox.',
    ],
    link: 'https://learn.microsoft.com/defender-xdr/alert-policies',
    impact: 'Recipients get more mail.',
  },
  needs: { alerts: protectionAlerts },
  evaluate({ alerts }) {
    const on = alerts.filter(({ Disabled }) => Disabled !== true)
    if (on.length === 0) return fail('No alert policy is switched on.')
    const silent = on.filter(({ NotifyUser }) => NotifyUser.length === 0)
    if (silent.length === 0) return pass(`Each of ${on.length} alert policies tells somebody.`)
    return fail(`${silent.length} of ${on.length} alert policies tell nobody.`, {
      evidence: silent.map(({ Name }) => ({
        object: Name,
        property: 'NotifyUser',
        value: [],
        expected: 'at least one person',
        ok: false,
      })),
    })
  },
})
