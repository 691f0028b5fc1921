import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { oldAppsKeptOut as control } from './modern-auth.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  it.each([false])('passes at %s', (isLegacyAuthProtocolsEnabled) => {
    expect(judge(control, settings({ isLegacyAuthProtocolsEnabled }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([true])('fails at %s, and shows it', (isLegacyAuthProtocolsEnabled) => {
    expect(judge(control, settings({ isLegacyAuthProtocolsEnabled }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: isLegacyAuthProtocolsEnabled }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
