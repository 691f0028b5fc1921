import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { settingEvidence, sharingOfNumber } from './reasoning.js'

const MOST_DAYS = 30
const CAREFUL_DAYS = 15

export const codesAskedAgain = defineControl({
  id: 'spo-verification-code-reauth',
  title: 'People who sign in with a code prove themselves again within 30 days',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'A code proves that somebody read a mailbox once; after a month it may be somebody else.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Turn on People who use a verification code must reauthenticate after this many days, and set 30 or less.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Guests without an account type a new code now and then.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant }) {
    const sharing = sharingOfNumber(tenant.SharingCapability)
    const { EmailAttestationRequired: required, EmailAttestationReAuthDays: days } = tenant
    if (!sharing) return settingMissing('SharingCapability')
    if (required === null || required === undefined) return settingMissing('EmailAttestationRequired')
    if (days === null || days === undefined) return settingMissing('EmailAttestationReAuthDays')
    if (sharing === 'nobody') return notApplicable('SharePoint shares with nobody outside.')
    const evidence = [
      settingEvidence({ property: 'EmailAttestationRequired', value: required, expected: 'true', ok: required }),
      settingEvidence({
        property: 'EmailAttestationReAuthDays',
        value: days,
        expected: `${MOST_DAYS} or less`,
        ok: days <= MOST_DAYS,
      }),
    ]
    if (!required) return fail('People who signed in with a code are never asked again.', { evidence })
    if (days > MOST_DAYS)
      return fail(`People who signed in with a code are asked again only after ${days} days.`, { evidence })
    const warnings =
      days > CAREFUL_DAYS ? [`Stricter baselines ask again after ${CAREFUL_DAYS} days; here it is ${days}.`] : []
    return pass(`People who signed in with a code are asked again after ${days} days.`, { evidence, warnings })
  },
})
