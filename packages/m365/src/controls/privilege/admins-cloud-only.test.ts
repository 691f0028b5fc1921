import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { administratorsOfCloud as control } from './admins-cloud-only.js'

const people = { ann: [GLOBAL_ADMINISTRATOR], bob: [] }

describe(control.title, () => {
  it('passes when only people without roles come from on premises', () => {
    expect(judge(control, peopleWithRoles(people, { bob: { onPremisesImmutableId: 'x' } }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each<[string, object]>([
    ['the id of another directory', { onPremisesImmutableId: 'x' }],
    ['the mark of synchronization', { onPremisesSyncEnabled: true }],
  ])('fails when an administrator has %s', (_, changes) => {
    expect(judge(control, peopleWithRoles(people, { ann: changes }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann@a.com' }],
    })
  })
})
