import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { noDeletedRefs as control } from './no-deleted-refs.js'

const naming = (users: object, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { users: { ...users } }, ...changes })

const tenant = (...list: unknown[]) => ({
  ...withPolicies(...list),
  '/directoryObjects/getByIds': [{ '@odata.type': '#microsoft.graph.user', id: 'ann' }, { id: 'team' }],
  '/roleManagement/directory/roleDefinitions': [{ id: 'here', templateId: 'everywhere', displayName: 'Role' }],
})

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    [
      'all of it is known',
      [naming({ includeUsers: ['ann'], excludeGroups: ['team'], includeRoles: ['everywhere', 'here'] })],
    ],
    ['words stand for people', [naming({ includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers'] })]],
    ['the policy is switched off', [naming({ excludeUsers: ['gone'] }, { state: 'disabled' })]],
  ])('passes when %s', (_, list) => {
    expect(judge(control, tenant(...list))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown, string]>([
    ['a user', naming({ excludeUsers: ['ann', 'gone'] }), 'conditions.users.excludeUsers'],
    ['a group', naming({ includeGroups: ['gone'] }), 'conditions.users.includeGroups'],
    ['a role', naming({ excludeRoles: ['gone'] }), 'conditions.users.excludeRoles'],
    [
      'a user in a policy that reports',
      naming({ includeUsers: ['gone'] }, { state: 'enabledForReportingButNotEnforced' }),
      'conditions.users.includeUsers',
    ],
  ])('fails when %s is gone, and shows where', (_, policy, property) => {
    expect(judge(control, tenant(policy))).toMatchObject({ verdict: 'fail', evidence: [{ property, value: ['gone'] }] })
  })

  it('is not assessed where the directory was not asked', () => {
    expect(judge(control, withPolicies(naming({ includeUsers: ['ann'] })))).toMatchObject({ verdict: 'notAssessed' })
  })
})
