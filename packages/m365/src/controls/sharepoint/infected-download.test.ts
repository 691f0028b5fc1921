import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { infectedFilesStay as control } from './infected-download.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([true])('passes at %s', (DisallowInfectedFileDownload) => {
    expect(judge(control, tenant({ DisallowInfectedFileDownload }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false])('fails at %s, and shows it', (DisallowInfectedFileDownload) => {
    expect(judge(control, tenant({ DisallowInfectedFileDownload }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: DisallowInfectedFileDownload }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
