import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { groupCreationLimited as control } from './m365-group-creation-off.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Group.Unified', values) : [],
})

describe(control.title, () => {
  it.each([['it is off', tenant({ EnableGroupCreation: 'false' })]])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['it is on', tenant({ EnableGroupCreation: 'True' })],
    ['nothing was ever set', tenant()],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
