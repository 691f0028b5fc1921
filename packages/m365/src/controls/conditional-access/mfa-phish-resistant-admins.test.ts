import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  PRIVILEGED_ROLES,
  strength,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mfaPhishResistantAdmins as control } from './mfa-phish-resistant-admins.js'

const forRoles = (includeRoles: string[], grantControls: object = strength('fido2'), applications: object = {}) =>
  conditionalAccessPolicy({
    conditions: { users: { includeUsers: [], includeRoles }, applications: { ...applications } },
    grantControls: { ...grantControls },
  })

const [first, ...others] = PRIVILEGED_ROLES

describe(control.title, () => {
  it('passes when a policy names every highly privileged role', () => {
    expect(judge(control, withPolicies(forRoles(PRIVILEGED_ROLES)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes when a policy asks everyone', () => {
    const everyone = conditionalAccessPolicy({ grantControls: strength('x509CertificateMultiFactor') })
    expect(judge(control, withPolicies(everyone))).toMatchObject({ verdict: 'pass' })
  })

  it('asks only for the roles that the tenant has', () => {
    const snapshot = {
      ...withPolicies(forRoles(others)),
      '/roleManagement/directory/roleDefinitions': others.map((id) => ({ id, templateId: id, displayName: 'Role' })),
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['one role is missing', [forRoles(others)]],
    ['two policies cover a part of the roles each', [forRoles(others), forRoles([first ?? ''])]],
    ['any second factor will do', [forRoles(PRIVILEGED_ROLES, granting(['mfa']))]],
    [
      'it is asked for Office alone',
      [forRoles(PRIVILEGED_ROLES, strength('fido2'), { includeApplications: ['Office365'] })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
