import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailboxAppsNarrowed as control } from './app-access-policies.js'

const MAIL_READ = '810c84a8-4a9e-49e6-bf7d-12d183f40d01'
const USER_READ = 'df021288-bdef-4463-88db-98f22de89214'
const FULL_ACCESS = 'dc890d15-9560-4a4c-9b7f-a736ec74ec40'
const restrict = { AppId: 'A', AccessRight: 'RestrictAccess', ScopeName: 'Rooms' }

function tenant(graph: string[], policies: object[] = [], exchange: string[] = []) {
  const grants = (ids: string[]) =>
    ids.map((appRoleId) => ({ appRoleId, principalId: 'sp', principalType: 'ServicePrincipal' }))
  return {
    '/servicePrincipals': [{ id: 'sp', appId: 'a', displayName: 'Robot' }],
    "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo": grants(graph),
    "/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')/appRoleAssignedTo": grants(exchange),
    'exo:Get-ApplicationAccessPolicy': policies,
  }
}

describe(control.title, () => {
  it('passes when no application opens mailboxes', () => {
    expect(judge(control, tenant([USER_READ]))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes when the application is restricted to some', () => {
    expect(judge(control, tenant([MAIL_READ], [restrict]))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, ReturnType<typeof tenant>, string]>([
    ['nothing restricts it', tenant([MAIL_READ]), 'Mail.Read'],
    ['it is only denied some', tenant([MAIL_READ], [{ ...restrict, AccessRight: 'DenyAccess' }]), 'Mail.Read'],
    ['the policy is for another application', tenant([MAIL_READ], [{ ...restrict, AppId: 'b' }]), 'Mail.Read'],
    ['the permission is one of Exchange itself', tenant([], [], [FULL_ACCESS]), 'full_access_as_app'],
  ])('fails when %s', (_, snapshot, permission) => {
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Robot', value: [permission] }],
    })
  })

  it('fails beside a scoped role in Exchange, and says that the permission undoes it', () => {
    const scoped = { Role: 'Application Mail.Read', RoleAssigneeType: 'ServicePrincipal', RoleAssigneeName: 'SP' }
    expect(judge(control, { ...tenant([MAIL_READ]), 'exo:Get-ManagementRoleAssignment': [scoped] })).toMatchObject({
      verdict: 'fail',
      evidence: [{ expected: expect.stringContaining('revoked') as string }],
    })
  })
})
