import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const invitationsLimited = defineControl({
  id: 'entra-guest-invite-limited',
  title: 'Only chosen people invite guests',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Every invitation makes an account, and nobody counts those that members send.',
  remediation: {
    steps: [
      'Open External Identities › External collaboration settings of the Microsoft Entra admin center.',
      'Let only users of specific admin roles invite guests.',
    ],
    link: 'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure',
    impact: 'Others ask somebody with the role Guest Inviter.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.allowInvitesFrom
        return {
          property: 'allowInvitesFrom',
          value,
          expected: 'adminsAndGuestInviters, or none',
          ok: value === 'adminsAndGuestInviters' || value === 'none',
        }
      }),
      'Only chosen people invite guests.',
      'Members can invite guests.',
    ),
})
