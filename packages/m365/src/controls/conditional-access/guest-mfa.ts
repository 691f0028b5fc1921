import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants, type Gap, gapsInApplications, gapsInState, gapsInUserExclusions } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { GUESTS, includesAllUsers } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'
import { count, membersOf } from './wording.js'

const KINDS = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
]

export const guestMfa = defineControl({
  id: 'entra-ca-guest-mfa',
  title: 'Guests of every kind need a second factor',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Nobody here knows how well the accounts of guests are kept, yet they reach what was shared with them.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for guest or external users of all kinds and all organizations.',
      'Choose all resources, and under Grant require multifactor authentication.',
      'Decide in the cross-tenant access settings whose second factors are trusted, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-guests-mfa-strength',
    impact: 'Guests register a second factor here, unless that of their own organization is trusted.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a second factor',
      audience: 'of all guests',
      hasEffect: (policy) => asksForMfa(policy) && concernsGuests(policy),
      gaps: (policy, allowed) => [
        ...gapsInState(policy),
        ...gapsInGuests(policy),
        ...gapsInUserExclusions(policy, allowed),
        ...gapsInApplications(policy, allowed),
      ],
      cautions: (policy) => cautionsInGrants(policy, ['mfa', STRENGTH]),
      decidedBy: ['conditions.users', 'grantControls.builtInControls'],
    }),
})

function includesAllGuests(policy: ConditionalAccessPolicy): boolean {
  return includesAllUsers(policy) || (policy.conditions.users?.includeUsers.includes(GUESTS) ?? false)
}

function concernsGuests(policy: ConditionalAccessPolicy): boolean {
  return includesAllGuests(policy) || Boolean(policy.conditions.users?.includeGuestsOrExternalUsers)
}

function gapsInGuests(policy: ConditionalAccessPolicy): Gap[] {
  if (includesAllGuests(policy)) return []
  const guests = policy.conditions.users?.includeGuestsOrExternalUsers
  const included = membersOf(guests?.guestOrExternalUserTypes)
  const missing = KINDS.filter((kind) => !included.includes(kind))
  const property = 'conditions.users.includeGuestsOrExternalUsers'
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            what: `misses ${count(missing.length, 'kind of guests', 'kinds of guests')}`,
            property: `${property}.guestOrExternalUserTypes`,
            value: included,
            expected: KINDS.join(', '),
          },
        ]),
    ...(guests?.externalTenants?.membershipKind === 'all'
      ? []
      : [
          {
            what: 'does not take guests of all organizations',
            property: `${property}.externalTenants`,
            value: guests?.externalTenants ?? null,
            expected: 'all',
          },
        ]),
  ]
}
