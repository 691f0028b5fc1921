import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

const SWITCHES = ['allowedToSignUpEmailBasedSubscriptions', 'allowEmailVerifiedUsersToJoinOrganization'] as const

export const signUpByMailOff = defineControl({
  id: 'entra-email-signup-off',
  title: 'Nobody makes an account by an address alone',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Whoever can read one mail of the domain could otherwise sign up, and be a member.',
  remediation: {
    steps: [
      'Run Update-MgPolicyAuthorizationPolicy with allowedToSignUpEmailBasedSubscriptions and allowEmailVerifiedUsersToJoinOrganization set to false.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/users/directory-self-service-signup',
    impact: 'People who tried products by themselves ask for an account.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.flatMap((policy) =>
        SWITCHES.map((property) => ({
          property,
          value: policy[property],
          expected: 'false',
          ok: policy[property] === false,
        })),
      ),
      'Nobody makes an account by an address alone.',
      'People can sign up by an address alone.',
    ),
})
