import { defineControl } from '@tenantry/core'
import { defaultAppManagementPolicy, appManagementPolicies } from '../../resources/app-management-policies.js'
import { judgeRestriction } from './app-restrictions.js'

/** The portal compares with less than, so that it writes one day more. */
const MOST_DAYS = 366

export const appCertificatesShort = defineControl({
  id: 'entra-app-certificate-lifetime',
  title: 'Certificates of applications end within a year',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A key that is never renewed is known to everyone who ever worked here.',
  remediation: {
    steps: [
      'Open Enterprise apps › Application policies of the Microsoft Entra admin center.',
      'Turn on Restrict max certificate lifetime, 365 days, for all applications.',
    ],
    link: 'https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy',
    impact: 'Certificates have to be renewed every year.',
  },
  needs: { policy: defaultAppManagementPolicy },
  wants: { custom: appManagementPolicies },
  evaluate(facts) {
    return judgeRestriction(facts, {
      credentials: 'keyCredentials',
      type: 'asymmetricKeyLifetime',
      mostDays: MOST_DAYS,
      good: 'Certificates of applications end within a year.',
      bad: 'Certificates of applications may live longer than a year.',
    })
  },
})
