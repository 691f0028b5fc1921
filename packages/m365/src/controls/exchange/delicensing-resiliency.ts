import { defineControl, notApplicable } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeSwitch } from '../settings.js'

const LEAST_LICENCES = 5000

export const mailboxesOutliveSlips = defineControl({
  id: 'exo-delicensing-resiliency',
  title: 'Mailboxes survive a licence that is removed by mistake',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'One wrong group membership takes the licence of thousands, and their mailboxes with it.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Run Set-OrganizationConfig with DelayedDelicensingEnabled set to true.'],
    link: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/exchange-online-delicensing-resiliency',
    impact: 'Mailboxes stay for thirty days after their licence is taken.',
  },
  needs: { organization: organizationConfig, skus: subscribedSkus },
  evaluate({ organization: [config], skus }) {
    const licences = skus.reduce((sum, { prepaidUnits }) => sum + (prepaidUnits?.enabled ?? 0), 0)
    if (licences < LEAST_LICENCES)
      return notApplicable(`It is offered from ${LEAST_LICENCES} licences on; here are ${licences}.`)
    return judgeSwitch(
      {
        object: 'Exchange',
        property: 'DelayedDelicensingEnabled',
        value: config?.DelayedDelicensingEnabled,
        expected: 'true',
      },
      true,
      'Mailboxes outlive a slip with licences.',
      'Mailboxes go at once when their licence is taken.',
    )
  },
})
