import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { idleSessionsEnd as control } from './idle-signout.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  const idle = (isEnabled: boolean, signOutAfterInSeconds: number) =>
    settings({ idleSessionSignOut: { isEnabled, signOutAfterInSeconds } })

  it('passes up to three hours', () => {
    expect(judge(control, idle(true, 10_800))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['it is off', false, 3600],
    ['it takes longer', true, 10_801],
  ])('fails when %s', (_, isEnabled, seconds) => {
    expect(judge(control, idle(isEnabled, seconds))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
