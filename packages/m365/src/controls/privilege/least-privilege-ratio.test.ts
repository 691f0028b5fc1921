import { describe, expect, it } from 'vitest'
import { EXCHANGE_ADMINISTRATOR, GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { narrowRolesPreferred as control } from './least-privilege-ratio.js'

const people = (wide: number, narrow: number) =>
  peopleWithRoles(
    Object.fromEntries(
      Array.from({ length: wide + narrow }, (_, index) => [
        `admin${index}`,
        [index < wide ? GLOBAL_ADMINISTRATOR : EXCHANGE_ADMINISTRATOR],
      ]),
    ),
  )

describe(control.title, () => {
  it.each([
    [2, 2],
    [2, 5],
  ])('passes with %i and %i', (wide, narrow) => {
    expect(judge(control, people(wide, narrow))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    [3, 2],
    [1, 5],
    [9, 20],
    [0, 0],
  ])('fails with %i and %i', (wide, narrow) => {
    expect(judge(control, people(wide, narrow))).toMatchObject({ verdict: 'fail' })
  })

  it('counts who has both as wide', () => {
    expect(
      judge(
        control,
        peopleWithRoles({
          a: [GLOBAL_ADMINISTRATOR, EXCHANGE_ADMINISTRATOR],
          b: [GLOBAL_ADMINISTRATOR],
          c: [EXCHANGE_ADMINISTRATOR],
        }),
      ),
    ).toMatchObject({ verdict: 'fail' })
  })
})
