import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dangerousApplicationsKnown as control } from './risky-app-permissions.js'

const RISKY = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8'
const HARMLESS = '498476ce-e0fe-48b0-b801-37ba7e2685c6'
const FULL_ACCESS = 'dc890d15-9560-4a4c-9b7f-a736ec74ec40'

function tenant(graph: string[], exchange: string[] = [], principal: object = {}) {
  const grants = (ids: string[]) => ids.map((appRoleId) => ({ appRoleId, principalId: 'sp' }))
  return {
    '/servicePrincipals': [{ id: 'sp', appId: 'a', displayName: 'Robot', ...principal }],
    "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo": grants(graph),
    "/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')/appRoleAssignedTo": grants(exchange),
  }
}

describe(control.title, () => {
  it('passes with harmless permissions', () => {
    expect(judge(control, tenant([HARMLESS]))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('fails when an application can make itself administrator, and names how', () => {
    expect(judge(control, tenant([HARMLESS, RISKY]))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Robot', value: ['RoleManagement.ReadWrite.Directory'] }],
    })
  })

  it('fails when an application opens every mailbox through Exchange itself', () => {
    expect(judge(control, tenant([], [FULL_ACCESS]))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: ['full_access_as_app'] }],
    })
  })

  it('does not mind what was approved', () => {
    expect(judge(control, tenant([RISKY]), { approvedApplications: ['a'] })).toMatchObject({ verdict: 'pass' })
  })

  it('does not mind the services of Microsoft itself', () => {
    const microsoft = { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' }
    expect(judge(control, tenant([RISKY], [], microsoft))).toMatchObject({ verdict: 'pass' })
  })

  it('minds when permissions of Exchange were not read', () => {
    const { "/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')/appRoleAssignedTo": _, ...rest } = tenant(
      [],
    )
    expect(judge(control, rest).warnings).toHaveLength(1)
  })
})
