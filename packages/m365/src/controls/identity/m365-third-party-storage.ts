import { defineControl, fail } from '@tenantry/core'
import { servicePrincipals } from '../../resources/service-principals.js'
import { judgeSettings } from '../settings.js'

/** The app that stands for the switch. */
const THIRD_PARTY_STORAGE = 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e'

export const foreignStorageClosed = defineControl({
  id: 'm365-third-party-storage',
  title: 'Office on the web opens no storage of others',
  area: 'Microsoft 365',
  severity: 'medium',
  rationale: 'A document that is opened from a private cloud is saved there, too.',
  remediation: {
    steps: [
      'Open Settings › Org settings › Microsoft 365 on the web of the Microsoft 365 admin center, and clear third-party storage services.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/admin/setup/set-up-file-storage-and-sharing',
    impact: 'People open such files in another way.',
  },
  needs: { principals: servicePrincipals },
  evaluate({ principals }) {
    const principal = principals.find(({ appId }) => appId === THIRD_PARTY_STORAGE)
    if (!principal) return fail('Office on the web may open storage of others: nobody ever switched it off.')
    return judgeSettings(
      [
        {
          object: principal.displayName ?? 'Third-party storage',
          id: principal.id,
          property: 'accountEnabled',
          value: principal.accountEnabled,
          expected: 'false',
          ok: principal.accountEnabled === false,
        },
      ],
      'Office on the web opens no storage of others.',
      'Office on the web may open storage of others.',
    )
  },
})
