import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { noGuestAdministrators as control } from './no-external-privileged.js'

const people = { ann: [GLOBAL_ADMINISTRATOR], bob: [] }

describe(control.title, () => {
  it('passes when guests hold no privileged role', () => {
    expect(judge(control, peopleWithRoles(people, { bob: { userType: 'Guest' } }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when a guest holds one, and names the guest', () => {
    expect(judge(control, peopleWithRoles(people, { ann: { userType: 'Guest' } }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann@a.com', property: 'userType', value: 'Guest' }],
    })
  })

  it('fails when a guest could activate one', () => {
    expect(
      judge(control, {
        ...peopleWithRoles(people, { bob: { userType: 'Guest' } }),
        '/roleManagement/directory/roleEligibilityScheduleInstances': [
          { principalId: 'bob', roleDefinitionId: GLOBAL_ADMINISTRATOR },
        ],
      }),
    ).toMatchObject({ verdict: 'fail', evidence: [{ object: 'bob@a.com' }] })
  })
})
