import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharingWithEveryoneOff as control } from './share-everyone.js'

const settings = (powerPlatform: unknown) => ({ 'powerplatform:environment_creation': [{ powerPlatform }] })

describe(control.title, () => {
  it('passes when the choice is switched off', () => {
    expect(judge(control, settings({ powerApps: { disableShareWithEveryone: true } }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when it is there', () => {
    expect(judge(control, settings({ powerApps: { disableShareWithEveryone: false } }))).toMatchObject({
      verdict: 'fail',
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings(null))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
