import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { EXCHANGE_ONLINE, gapsToApplications, SHAREPOINT_ONLINE } from './applications.js'
import { type Gap, gapsInState } from './gaps.js'
import { cautionsInReach } from './reach.js'
import { judgeByOnePolicy } from './reasoning.js'

export const tokenProtection = defineControl({
  id: 'entra-ca-token-protection',
  title: 'Tokens for mail and files work only on the device they were given to',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A token copied off a computer otherwise opens mailbox and files from anywhere until it runs out.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for a first group of users, later for all of them.',
      'Choose Office 365 Exchange Online and SharePoint Online, the platform Windows, and mobile apps and desktop clients.',
      'Under Session choose Require token protection for sign-in sessions, and let the policy report first.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-token-protection',
    impact: 'Programs that cannot bind tokens, and computers that are not registered, lose access to mail and files.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'binds tokens for mail and files on Windows to the device',
      audience: '',
      hasEffect: ({ sessionControls }) => sessionControls?.secureSignInSession?.isEnabled === true,
      gaps: (policy) => [
        ...gapsInState(policy),
        ...gapsToApplications(policy, [EXCHANGE_ONLINE, SHAREPOINT_ONLINE], 'Exchange Online and SharePoint Online'),
        ...gapsToWindows(policy),
      ],
      named: ['platforms', 'clientAppTypes'],
      cautions: (policy) => cautionsInReach(policy, exclusions),
      decidedBy: ['sessionControls.secureSignInSession', 'conditions.applications.includeApplications'],
    }),
})

function gapsToWindows({ conditions: { platforms } }: ConditionalAccessPolicy): Gap[] {
  if (!platforms || platforms.includePlatforms.length === 0) return []
  const included = ['all', 'windows'].some((platform) => platforms.includePlatforms.includes(platform))
  if (included && !platforms.excludePlatforms.includes('windows')) return []
  return [
    { what: 'does not apply to Windows', property: 'conditions.platforms', value: platforms, expected: 'windows' },
  ]
}
