import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { LICENSED, UNLICENSED } from '../../../test/defender-sample.js'
import { sharedFilesScanned as control } from './safe-attachments-spo.js'

const settings = (facts: object) => ({ ...LICENSED, 'exo:Get-AtpPolicyForO365': [{ Identity: 'Default', ...facts }] })

describe(control.title, () => {
  it('passes when files are checked', () => {
    expect(judge(control, settings({ EnableATPForSPOTeamsODB: true }))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('understands one object as well as a list', () => {
    expect(
      judge(control, { ...LICENSED, 'exo:Get-AtpPolicyForO365': { EnableATPForSPOTeamsODB: true } }),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('warns where Safe Documents does not help', () => {
    const facts = { EnableATPForSPOTeamsODB: true, EnableSafeDocs: false, AllowSafeDocsOpen: true }
    expect(judge(control, settings(facts)).warnings).toHaveLength(2)
  })

  it.each([false, null])('fails when that is %s', (value) => {
    expect(judge(control, settings({ EnableATPForSPOTeamsODB: value }))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence', () => {
    expect(judge(control, UNLICENSED)).toMatchObject({ verdict: 'fail', licence: expect.any(String) })
  })

  it('cannot be assessed when a licensed tenant was not read', () => {
    expect(judge(control, LICENSED)).toMatchObject({ verdict: 'notAssessed' })
  })
})
