import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { lockoutLongEnough as control } from './lockout-duration.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Password Rule Settings', values) : [],
})

describe(control.title, () => {
  it.each([
    ['it is 60', tenant({ LockoutDurationInSeconds: '60' })],
    ['it is 120', tenant({ LockoutDurationInSeconds: '120' })],
    ['nothing was ever set', tenant()],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([['it is 59', tenant({ LockoutDurationInSeconds: '59' })]])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
