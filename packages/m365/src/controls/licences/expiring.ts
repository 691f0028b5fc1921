import { defineControl, fail, pass } from '@tenantry/core'
import { directorySubscriptions } from '../../resources/directory-subscriptions.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'

const ENDING = ['Warning', 'Suspended', 'LockedOut']
const DAY = 24 * 60 * 60 * 1000
const SOON_DAYS = 30

export const subscriptionsInForce = defineControl({
  id: 'lic-expiring',
  title: 'No subscription that people use is running out',
  area: 'Licences',
  severity: 'medium',
  rationale: 'When a subscription ends, mail stops and data is deleted after a while.',
  remediation: {
    steps: [
      'Open Billing › Your products of the Microsoft 365 admin center.',
      'Renew the subscriptions named here, or move their people to another one.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires',
    impact: 'None.',
  },
  needs: { skus: subscribedSkus },
  wants: { terms: directorySubscriptions },
  evaluate({ skus, terms }, _, takenAt) {
    const used = skus.filter(({ consumedUnits }) => (consumedUnits ?? 0) > 0)
    const ending = used.filter(({ capabilityStatus }) => ENDING.includes(capabilityStatus ?? ''))
    const evidence = ending.map((sku) => ({
      object: sku.skuPartNumber ?? sku.skuId ?? 'A subscription',
      ...(sku.skuId && { id: sku.skuId }),
      property: 'capabilityStatus',
      value: sku.capabilityStatus,
      expected: 'Enabled',
      ok: false,
    }))
    if (ending.length > 0) {
      return fail(
        `${ending.map(({ skuPartNumber }) => skuPartNumber).join(', ')} ${ending.length === 1 ? 'is' : 'are'} running out, and people use ${ending.length === 1 ? 'it' : 'them'}.`,
        { evidence },
      )
    }
    const soon = (terms ?? []).filter(({ nextLifecycleDateTime: next }) => {
      const days = (Date.parse(next ?? '') - takenAt.getTime()) / DAY
      return days >= 0 && days <= SOON_DAYS
    })
    const warnings = soon.map(
      ({ skuPartNumber, id, nextLifecycleDateTime }) =>
        `The term of ${skuPartNumber ?? id} ends on ${nextLifecycleDateTime?.slice(0, 10)}.`,
    )
    return pass(`Each of ${used.length} subscriptions in use is in force.`, { warnings })
  },
})
