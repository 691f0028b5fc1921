import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { foreignStorageOff as control } from './file-storage.js'

const client = (values: object) => ({ 'teams:Get-CsTeamsClientConfiguration': [{ Identity: 'Global', ...values }] })
const off = { AllowDropBox: false, AllowBox: false, AllowGoogleDrive: false, AllowShareFile: false, AllowEgnyte: false }

describe(control.title, () => {
  it('passes when each is off', () => {
    expect(judge(control, client(off))).toMatchObject({ verdict: 'pass' })
  })

  it.each(Object.keys(off))('fails when %s is on, and shows it', (property) => {
    expect(judge(control, client({ ...off, [property]: true }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property, value: true }],
    })
  })

  it('is not assessed when none is among what came', () => {
    expect(judge(control, client({}))).toMatchObject({ verdict: 'notAssessed' })
  })
})
