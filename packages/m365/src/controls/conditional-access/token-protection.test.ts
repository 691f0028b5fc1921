import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { tokenProtection as control } from './token-protection.js'

const mailAndFiles = ['00000002-0000-0ff1-ce00-000000000000', '00000003-0000-0ff1-ce00-000000000000']
const windows = { includePlatforms: ['windows'], excludePlatforms: [] }

const bound = (conditions: object = {}, changes: object = {}) =>
  conditionalAccessPolicy({
    conditions: {
      applications: { includeApplications: mailAndFiles },
      platforms: windows,
      clientAppTypes: ['mobileAppsAndDesktopClients'],
      ...conditions,
    },
    grantControls: null,
    sessionControls: { secureSignInSession: { isEnabled: true } },
    ...changes,
  })

describe(control.title, () => {
  it.each<[string, object]>([
    ['names mail and files on Windows', {}],
    ['names Office 365', { applications: { includeApplications: ['Office365'] } }],
    ['is for all platforms', { platforms: null }],
  ])('passes when the policy %s', (_, conditions) => {
    expect(judge(control, withPolicies(bound(conditions)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning when it is for a group', () => {
    const users = { includeUsers: [], includeGroups: ['pilot'] }
    expect(judge(control, withPolicies(bound({ users })))).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone does not include all users.'],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['files are missing', [bound({ applications: { includeApplications: mailAndFiles.slice(0, 1) } })]],
    ['it is for phones', [bound({ platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } })]],
    ['Windows is left out', [bound({ platforms: { includePlatforms: ['all'], excludePlatforms: ['windows'] } })]],
    ['the control is off', [bound({}, { sessionControls: { secureSignInSession: { isEnabled: false } } })]],
    ['the policy only reports', [bound({}, { state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
