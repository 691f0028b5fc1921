import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { lockoutSoonEnough as control } from './lockout-threshold.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Password Rule Settings', values) : [],
})

describe(control.title, () => {
  it.each([
    ['it is 10', tenant({ LockoutThreshold: '10' })],
    ['it is 5', tenant({ LockoutThreshold: '5' })],
    ['nothing was ever set', tenant()],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([['it is 11', tenant({ LockoutThreshold: '11' })]])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
