import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestsOwnNoGroups as control } from './group-guest-owner-off.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Group.Unified', values) : [],
})

describe(control.title, () => {
  it.each([
    ['it is off', tenant({ AllowGuestsToBeGroupOwner: 'false' })],
    ['nothing was ever set', tenant()],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([['it is on', tenant({ AllowGuestsToBeGroupOwner: 'true' })]])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('warns when guests are kept out of groups', () => {
    const snapshot = tenant({ AllowGuestsToBeGroupOwner: 'false', AllowGuestsToAccessGroups: 'false' })
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Guests')] })
  })
})
