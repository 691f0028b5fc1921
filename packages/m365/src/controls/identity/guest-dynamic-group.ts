import { defineControl, fail, pass } from '@tenantry/core'
import { groups } from '../../resources/groups.js'

const RULE = /user\.userType\s+-eq\s+["']?Guest/i

export const guestsInOneGroup = defineControl({
  id: 'entra-guest-dynamic-group',
  title: 'One group holds all guests',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'What is meant for guests, or not for them, needs one name for them all.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Create a dynamic group with the rule user.userType -eq "Guest".'],
    link: 'https://learn.microsoft.com/entra/external-id/use-dynamic-groups',
    impact: 'None by itself.',
  },
  needs: { groups },
  evaluate({ groups: all }) {
    const found = all.filter(
      ({ groupTypes, membershipRule }) => groupTypes?.includes('DynamicMembership') && RULE.test(membershipRule ?? ''),
    )
    if (found.length === 0) return fail('No group holds all guests.')
    return pass(`${found.map(({ displayName, id }) => displayName ?? id).join(', ')} holds all guests.`, {
      evidence: found.map(({ displayName, id, membershipRule }) => ({
        object: displayName ?? id,
        id,
        property: 'membershipRule',
        value: membershipRule,
        ok: true,
      })),
    })
  },
})
