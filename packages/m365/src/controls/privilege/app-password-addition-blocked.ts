import { defineControl } from '@tenantry/core'
import { defaultAppManagementPolicy, appManagementPolicies } from '../../resources/app-management-policies.js'
import { judgeRestriction } from './app-restrictions.js'

export const appPasswordsBlocked = defineControl({
  id: 'entra-app-password-addition-blocked',
  title: 'Applications get no new passwords',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A password of an application is copied into scripts, tickets and chats.',
  remediation: {
    steps: [
      'Open Enterprise apps › Application policies of the Microsoft Entra admin center.',
      'Turn on Block password addition for all applications.',
    ],
    link: 'https://learn.microsoft.com/graph/api/resources/applicationauthenticationmethodpolicy',
    impact: 'Teams use certificates or federated credentials instead.',
  },
  needs: { policy: defaultAppManagementPolicy },
  wants: { custom: appManagementPolicies },
  evaluate(facts) {
    return judgeRestriction(facts, {
      credentials: 'passwordCredentials',
      type: 'passwordAddition',
      good: 'Applications get no new passwords.',
      bad: 'Applications can get new passwords.',
    })
  },
})
