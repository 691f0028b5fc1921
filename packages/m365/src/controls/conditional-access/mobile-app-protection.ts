import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants, type Gap, gapsInState, gapsInUsers } from './gaps.js'
import { asksFor } from './grants.js'
import { nameOf } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'
import { list } from './wording.js'

const PROTECTED = ['approvedApplication', 'compliantApplication']
const PHONES = ['android', 'iOS']

export const mobileAppProtection = defineControl({
  id: 'entra-ca-mobile-app-protection',
  title: 'Phones reach company data only through protected apps',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A protected app keeps company data apart on a private phone, and lets it be wiped from there.',
  licence: 'Entra ID P1 + Intune',
  remediation: {
    steps: [
      'Create app protection policies for Android and iOS in Intune.',
      'Create a Conditional Access policy for all users on the platforms Android and iOS.',
      'Under Grant choose Require app protection policy, let it report for a week, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-approved-app-or-app-protection',
    impact: 'Mail and calendar apps that came with the phone stop working; people move to Outlook and its like.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands protected apps on phones',
      audience: 'of everyone',
      hasEffect: (policy) => PROTECTED.some((control) => asksFor(policy, control)),
      gaps: (policy, allowed) => [...gapsInState(policy), ...gapsInUsers(policy, allowed), ...gapsInPhones(policy)],
      named: ['platforms', 'clientAppTypes'],
      cautions: (policy) => [...retired(policy), ...cautionsInGrants(policy, PROTECTED)],
      decidedBy: ['conditions.platforms', 'grantControls.builtInControls'],
    }),
})

function retired(policy: ConditionalAccessPolicy): string[] {
  if (asksFor(policy, 'compliantApplication')) return []
  return [`${nameOf(policy)} relies on approved client apps, which Microsoft has retired.`]
}

function gapsInPhones({ conditions: { platforms } }: ConditionalAccessPolicy): Gap[] {
  if (!platforms || platforms.includePlatforms.length === 0) return []
  const { includePlatforms: included, excludePlatforms: excluded } = platforms
  const missing = PHONES.filter(
    (phone) => !(included.includes(phone) || included.includes('all')) || excluded.includes(phone),
  )
  if (missing.length === 0) return []
  return [
    {
      what: `does not apply to ${list(missing)}`,
      property: 'conditions.platforms',
      value: platforms,
      expected: list(PHONES),
    },
  ]
}
