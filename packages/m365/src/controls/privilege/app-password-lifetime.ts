import { defineControl } from '@tenantry/core'
import { defaultAppManagementPolicy, appManagementPolicies } from '../../resources/app-management-policies.js'
import { judgeRestriction } from './app-restrictions.js'

/** The portal compares with less than, so that it writes one day more. */
const MOST_DAYS = 181

export const appPasswordsShort = defineControl({
  id: 'entra-app-password-lifetime',
  title: 'Passwords of applications end within 180 days',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A password that lives for years leaks in one of them.',
  remediation: {
    steps: [
      'Open Enterprise apps › Application policies of the Microsoft Entra admin center.',
      'Turn on Restrict max password lifetime, 180 days, for all applications.',
    ],
    link: 'https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy',
    impact: 'Passwords have to be renewed twice a year.',
  },
  needs: { policy: defaultAppManagementPolicy },
  wants: { custom: appManagementPolicies },
  evaluate(facts) {
    const blocked = judgeRestriction(facts, {
      credentials: 'passwordCredentials',
      type: 'passwordAddition',
      good: 'Applications get no new passwords at all.',
      bad: '',
    })
    if (blocked.verdict === 'pass') return blocked
    return judgeRestriction(facts, {
      credentials: 'passwordCredentials',
      type: 'passwordLifetime',
      mostDays: MOST_DAYS,
      good: 'Passwords of applications end within 180 days.',
      bad: 'Passwords of applications may live longer than 180 days.',
    })
  },
})
