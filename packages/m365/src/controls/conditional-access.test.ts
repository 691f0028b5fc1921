import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, subscriptions, withPolicies } from '../../test/conditional-access-sample.js'
import { judge } from '../../test/judge.js'
import { conditionalAccessControls } from './conditional-access.js'

const rest = {
  ...subscriptions('AAD_PREMIUM', 'AAD_PREMIUM_P2'),
  '/directoryObjects/getByIds': [],
  '/groups': [],
  '/identity/conditionalAccess/namedLocations': [],
  '/organization': [],
  '/policies/activityBasedTimeoutPolicies': [],
  '/policies/deviceRegistrationPolicy': {},
  '/policies/identitySecurityDefaultsEnforcementPolicy': { isEnabled: false },
  '/reports/authenticationMethods/userRegistrationDetails': [],
  '/roleManagement/directory/roleDefinitions': [],
  '/servicePrincipals': [],
}

/** Where having nothing is nothing wrong. */
const CONTENT_WITHOUT_POLICIES = [
  'entra-ca-approved-app-deprecated',
  'entra-ca-no-deleted-refs',
  'entra-ca-no-empty-target',
  'entra-ca-no-exclusion-gaps',
  'entra-ca-risk-separate',
]

describe.each(conditionalAccessControls.map((control) => [control.id, control] as const))('%s', (id, control) => {
  it('judges a tenant without any policy, and passes it only where that is right', () => {
    const { verdict } = judge(control, { ...rest, ...withPolicies() })
    if (CONTENT_WITHOUT_POLICIES.includes(id)) expect(verdict).toBe('pass')
    else expect(['fail', 'manual', 'notApplicable']).toContain(verdict)
  })

  it('does not stumble over a policy in which nearly everything is missing', () => {
    const bare = { id: 'bare', state: 'enabled', conditions: {} }
    const nulls = conditionalAccessPolicy({
      displayName: null,
      conditions: { users: { includeUsers: null }, applications: { includeApplications: null }, clientAppTypes: null },
      grantControls: { operator: null, builtInControls: null, authenticationStrength: { allowedCombinations: null } },
      sessionControls: { signInFrequency: null, persistentBrowser: {} },
    })
    expect(judge(control, { ...rest, ...withPolicies(bare, nulls) }).verdict).not.toBe('notAssessed')
  })

  it('judges nothing by what was not read', () => {
    expect(['notAssessed', 'manual']).toContain(judge(control, {}).verdict)
  })
})
