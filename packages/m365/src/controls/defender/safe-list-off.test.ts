import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { safeListOff as control } from './safe-list-off.js'

const filter = (EnableSafeList: unknown) => ({
  'exo:Get-HostedConnectionFilterPolicy': [{ Name: 'Default', EnableSafeList }],
})

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, filter(false))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is on', () => {
    expect(judge(control, filter(true))).toMatchObject({ verdict: 'fail', reason: 'Default uses the safe list.' })
  })

  it('cannot be assessed when nobody says', () => {
    expect(judge(control, filter(null))).toMatchObject({ verdict: 'notAssessed' })
  })
})
