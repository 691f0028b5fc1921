import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { GLOBAL_ADMINISTRATOR } from '../../../test/roles-sample.js'
import { privilegedAppsUnowned as control } from './privileged-sp-no-owners.js'

const RISKY = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8'
const HARMLESS = '498476ce-e0fe-48b0-b801-37ba7e2685c6'
const OWNER = { id: 'ann', userPrincipalName: 'ann@a.com' }

interface App {
  roles?: string[]
  permissions?: string[]
  owners?: object[]
  registrationOwners?: object[]
}

function tenant({ roles = [], permissions = [], owners = [], registrationOwners = [] }: App) {
  return {
    '/roleManagement/directory/roleAssignments': roles.map((roleDefinitionId) => ({
      principalId: 'sp',
      roleDefinitionId,
    })),
    '/servicePrincipals?$select=id,appId,displayName&$expand=owners': [
      { id: 'sp', appId: 'a', displayName: 'Robot', owners },
    ],
    '/applications?$select=id,appId,displayName&$expand=owners': [{ id: 'o', appId: 'a', owners: registrationOwners }],
    "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo": permissions.map(
      (appRoleId) => ({ appRoleId, principalId: 'sp' }),
    ),
  }
}

describe(control.title, () => {
  it.each<[string, App]>([
    ['a privileged application has no owner', { roles: [GLOBAL_ADMINISTRATOR], permissions: [RISKY] }],
    ['an owned application may do little', { permissions: [HARMLESS], owners: [OWNER] }],
  ])('passes when %s', (_, app) => {
    expect(judge(control, tenant(app))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, App, string]>([
    ['with a role', { roles: [GLOBAL_ADMINISTRATOR], owners: [OWNER] }, 'Global Administrator'],
    ['with a dangerous permission', { permissions: [RISKY], owners: [OWNER] }, 'RoleManagement.ReadWrite.Directory'],
    ['by its registration', { roles: [GLOBAL_ADMINISTRATOR], registrationOwners: [OWNER] }, 'Global Administrator'],
  ])('fails when somebody owns an application %s', (_, app, right) => {
    expect(judge(control, tenant(app))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Robot', property: `owners of ${right}`, value: ['ann@a.com'] }],
    })
  })

  it('is not assessed where the list of applications came without their owners', () => {
    const { '/servicePrincipals?$select=id,appId,displayName&$expand=owners': _, ...rest } = tenant({
      roles: [GLOBAL_ADMINISTRATOR],
    })
    expect(judge(control, { ...rest, '/servicePrincipals': [{ id: 'sp', appId: 'a' }] })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })

  it('minds what was not read', () => {
    const { '/applications?$select=id,appId,displayName&$expand=owners': _, ...rest } = tenant({})
    expect(judge(control, rest).warnings).toEqual(['Owners of app registrations were not read.'])
  })
})
