import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { syncAccountExcluded as control } from './sync-account-excluded.js'

const ROLE = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const policy = (users: object = {}, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { users: { ...users } }, ...changes })

const tenant = (onPremisesSyncEnabled: boolean | null, ...list: unknown[]) => ({
  ...withPolicies(...list),
  '/organization': [{ id: 'tenant', displayName: 'Contoso', onPremisesSyncEnabled }],
})

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    ['the policy leaves out the role', [policy({ excludeRoles: [ROLE] })]],
    ['the policy is for some people', [policy({ includeUsers: ['ann'] })]],
    ['the policy is not enforced', [policy({}, { state: 'enabledForReportingButNotEnforced' })]],
  ])('passes when %s', (_, list) => {
    expect(judge(control, tenant(true, ...list))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when one policy for everyone does not leave out the role, and names it', () => {
    const snapshot = tenant(
      true,
      policy({ excludeRoles: [ROLE] }),
      policy({ excludeRoles: ['other'] }, { displayName: 'All' }),
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'All', value: ['other'] }] })
  })

  it.each([false, null])('does not apply where synchronizing is %s', (synchronizes) => {
    expect(judge(control, tenant(synchronizes, policy()))).toMatchObject({ verdict: 'notApplicable' })
  })
})
