import { describe, expect, it } from 'vitest'
import { p2 } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { rolesActivated as control } from './pim-in-use.js'

const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8'

const tenant = (
  changes: object,
  eligible: object[] = [{ principalId: 'bob', roleDefinitionId: TEAMS_ADMINISTRATOR }],
) => ({
  ...p2,
  '/roleManagement/directory/roleAssignmentScheduleInstances': [
    { principalId: 'ann', roleDefinitionId: TEAMS_ADMINISTRATOR, endDateTime: null, ...changes },
  ],
  '/roleManagement/directory/roleEligibilityScheduleInstances': eligible,
})

describe(control.title, () => {
  it('passes when assignments end', () => {
    expect(judge(control, tenant({ endDateTime: '2026-11-21T16:00:00Z' }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('fails when a role that administers a service has no end', () => {
    expect(judge(control, tenant({}))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann', property: 'endDateTime as Teams Administrator' }],
    })
  })

  it('does not look at roles that only read', () => {
    expect(judge(control, tenant({ roleDefinitionId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([
    ['emergency accounts', { emergencyAccounts: { users: ['ann'] } }],
    ['those who may hold a role for good', { permanentRoleExclusions: { users: ['ann'] } }],
  ])('leaves out %s', (_, parameters) => {
    expect(judge(control, tenant({}), parameters)).toMatchObject({ verdict: 'pass' })
  })

  it('minds applications without failing: they cannot activate a role', () => {
    const principal = { '@odata.type': '#microsoft.graph.servicePrincipal' }
    const { verdict, warnings } = judge(control, tenant({ principal }))
    expect(verdict).toBe('pass')
    expect(warnings).toEqual(['Held by applications, which cannot activate a role: 1.'])
  })

  it('minds when nobody can activate anything', () => {
    expect(judge(control, tenant({ endDateTime: '2026-11-21T16:00:00Z' }, [])).warnings).toHaveLength(1)
  })

  it('fails for want of Entra ID P2, and names it', () => {
    expect(judge(control, { ...tenant({}), '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Entra ID P2',
    })
  })
})
