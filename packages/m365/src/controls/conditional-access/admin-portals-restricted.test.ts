import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { adminPortalsRestricted as control } from './admin-portals-restricted.js'

const portals = (users: object = {}, conditions: object = {}, changes: object = {}) =>
  conditionalAccessPolicy({
    conditions: {
      users: { excludeRoles: ['62e90394-69f5-4237-9190-012177145e10'], ...users },
      applications: { includeApplications: ['MicrosoftAdminPortals'] },
      ...conditions,
    },
    ...changes,
  })

const all = { applications: { includeApplications: ['All'] } }

describe(control.title, () => {
  it('passes when everyone but administrators is blocked', () => {
    expect(judge(control, withPolicies(portals()))).toMatchObject({ verdict: 'pass', warnings: [] })
    expect(judge(control, withPolicies(portals({}, all)))).toMatchObject({ verdict: 'pass' })
  })

  it('passes with a warning when others are left out as well, unless that is allowed', () => {
    const policy = portals({ excludeUsers: ['ann'] })
    expect(judge(control, withPolicies(policy))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone leaves out 1 user besides administrators.'],
    })
    const allowed = {
      conditionalAccessExclusions: { users: ['ann'], groups: [], applications: [], guestUserTypes: [] },
    }
    expect(judge(control, withPolicies(policy), allowed)).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['no role is left out', [portals({ excludeRoles: [] })]],
    ['another application is blocked', [portals({}, { applications: { includeApplications: ['app'] } })]],
    ['a second factor is enough', [portals({}, {}, { grantControls: granting(['mfa']) })]],
    ['all resources are blocked, but for old clients alone', [portals({}, { ...all, clientAppTypes: ['other'] })]],
    ['the policy only reports', [portals({}, {}, { state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
