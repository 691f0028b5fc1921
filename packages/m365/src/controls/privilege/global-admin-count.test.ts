import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { globalAdministratorsFew as control } from './global-admin-count.js'

const administrators = (count: number) =>
  peopleWithRoles(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`admin${index}`, [GLOBAL_ADMINISTRATOR]])),
  )

describe(control.title, () => {
  it.each([2, 4])('passes at %i', (count) => {
    expect(judge(control, administrators(count))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each([5, 8])('passes at %i, and says that stricter baselines allow fewer', (count) => {
    expect(judge(control, administrators(count))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('4')],
    })
  })

  it.each([0, 1, 9])('fails at %i', (count) => {
    expect(judge(control, administrators(count))).toMatchObject({ verdict: 'fail' })
  })
})
