import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  PRIVILEGED_ROLES,
  strength,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { adminMfa as control } from './admin-mfa.js'

const forRoles = (includeRoles: string[], grantControls: object = granting(['mfa']), conditions: object = {}) =>
  conditionalAccessPolicy({
    conditions: { users: { includeUsers: [], includeRoles }, ...conditions },
    grantControls: { ...grantControls },
  })

describe(control.title, () => {
  it.each<[string, unknown]>([
    ['names the roles', forRoles(PRIVILEGED_ROLES)],
    ['asks for a strength', forRoles(PRIVILEGED_ROLES, strength('fido2'))],
    [
      'asks for a device as well',
      forRoles(PRIVILEGED_ROLES, granting(['mfa', 'compliantDevice'], { operator: 'AND' })),
    ],
    ['includes everyone', conditionalAccessPolicy({ grantControls: granting(['mfa']) })],
  ])('passes when a policy %s', (_, policy) => {
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a role is missing', [forRoles(PRIVILEGED_ROLES.slice(1))]],
    ['a device is enough instead', [forRoles(PRIVILEGED_ROLES, granting(['mfa', 'compliantDevice']))]],
    ['a password alone reaches the strength', [forRoles(PRIVILEGED_ROLES, strength('password'))]],
    [
      'an application is left out',
      [forRoles(PRIVILEGED_ROLES, granting(['mfa']), { applications: { excludeApplications: ['app'] } })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
