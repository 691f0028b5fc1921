import { defineControl } from '@tenantry/core'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { isEnforced } from './policy.js'
import { judgeEveryPolicy } from './reasoning.js'

export const riskSeparate = defineControl({
  id: 'entra-ca-risk-separate',
  title: 'Risk of accounts and risk of sign-ins are answered by policies of their own',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A policy with both conditions acts only when both are met at once, so that most attacks slip through.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Make a copy of the policy, and remove the condition of user risk from one and that of sign-in risk from the other.',
      'Turn both on.',
    ],
    link: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    impact: 'Each kind of risk is answered by itself, so that more sign-ins are.',
  },
  needs: { policies: conditionalAccessPolicies },
  evaluate: ({ policies }) =>
    judgeEveryPolicy({
      policies: policies.filter(isEnforced),
      faults: ({ conditions: { userRiskLevels, signInRiskLevels } }) =>
        userRiskLevels.length > 0 && signInRiskLevels.length > 0
          ? [
              {
                what: 'asks for both kinds of risk',
                property: 'conditions',
                value: { userRiskLevels, signInRiskLevels },
                expected: 'one of the two',
              },
            ]
          : [],
      good: 'No enforced policy asks for both kinds of risk at once.',
      bad: 'acts only at both kinds of risk at once',
    }),
})
