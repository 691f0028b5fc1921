import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { groupsProtected as control } from './groups-protected.js'

const naming = (users: object, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { users: { ...users } }, ...changes })

const groups = (...list: object[]) => ({
  '/groups': list.map((group, number) => ({ id: `g${number}`, displayName: `Group ${number}`, ...group })),
})

describe(control.title, () => {
  it('passes when each group is protected in one of two ways', () => {
    const snapshot = {
      ...withPolicies(naming({ includeGroups: ['g0'], excludeGroups: ['g1'] })),
      ...groups({ isAssignableToRole: true }, { isManagementRestricted: true }, {}),
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['says no to both', { isAssignableToRole: false, isManagementRestricted: false }],
    ['says nothing', { isAssignableToRole: null }],
  ])('fails when a group %s, and names it', (_, group) => {
    const snapshot = { ...withPolicies(naming({ excludeGroups: ['g0'] })), ...groups(group) }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Group 0', ok: false }] })
  })

  it('counts policies that only report, and none that are switched off', () => {
    const open = groups({})
    const reporting = naming({ excludeGroups: ['g0'] }, { state: 'enabledForReportingButNotEnforced' })
    expect(judge(control, { ...withPolicies(reporting), ...open })).toMatchObject({ verdict: 'fail' })
    const off = naming({ excludeGroups: ['g0'] }, { state: 'disabled' })
    expect(judge(control, { ...withPolicies(off), ...open })).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when a group is not among those read', () => {
    const snapshot = { ...withPolicies(naming({ excludeGroups: ['elsewhere'] })), ...groups({}) }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('does not apply where policies name no group', () => {
    expect(judge(control, { ...withPolicies(), ...groups() })).toMatchObject({ verdict: 'notApplicable' })
  })
})
