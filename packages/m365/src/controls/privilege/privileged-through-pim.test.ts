import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, p2 } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { rolesThroughPim as control } from './privileged-through-pim.js'

const tenant = (changes: object, roleDefinitionId = GLOBAL_ADMINISTRATOR) => ({
  ...p2,
  '/roleManagement/directory/roleAssignmentScheduleInstances': [
    {
      principalId: 'ann',
      roleDefinitionId,
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2026-12-01T00:00:00Z',
      ...changes,
    },
  ],
})

describe(control.title, () => {
  it('passes with a start and an end', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'pass' })
  })

  it('fails without startDateTime, and names who and which role', () => {
    expect(judge(control, tenant({ startDateTime: null }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann', property: 'startDateTime as Global Administrator' }],
    })
  })

  it('does not look at lesser roles', () => {
    expect(judge(control, tenant({ startDateTime: null }, '88d8e3e3-8f55-4a1e-953a-9b9898b8876b'))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails for want of Entra ID P2, and names it', () => {
    expect(judge(control, { ...tenant({}), '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Entra ID P2',
    })
  })
})
