import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

const LEGACY_CLIENTS = ['exchangeActiveSync', 'other']

export const legacyAuthBlocked = defineControl({
  id: 'entra-legacy-auth-blocked',
  title: 'Old sign-in protocols are blocked for everyone',
  area: 'Entra ID',
  severity: 'critical',
  rationale: 'Old protocols cannot ask for a second factor, so that a stolen password alone opens the mailbox.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Look in the sign-in logs for clients that still use old protocols, and move them first.',
      'Create a Conditional Access policy for all users and all resources.',
      'Under Conditions › Client apps choose Exchange ActiveSync clients and Other clients.',
      'Choose Block access, exclude the emergency accounts, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    impact: 'Printers, scanners and old mail programs that sign in with a password alone stop working.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks old sign-in protocols',
      hasEffect: (policy) =>
        blocks(policy) && LEGACY_CLIENTS.every((client) => policy.conditions.clientAppTypes.includes(client)),
      named: ['clientAppTypes'],
      decidedBy: ['conditions.clientAppTypes', 'grantControls.builtInControls'],
    }),
})
