import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { formsScanned as control } from './m365-forms-phishing.js'

const admin = (settings: object) => ({ '/beta/admin/forms': { settings } })
const good = { isInOrgFormsPhishingScanEnabled: true }

describe(control.title, () => {
  it('passes when it is so', () => {
    expect(judge(control, admin(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each([['isInOrgFormsPhishingScanEnabled', false]] as const)('fails when %s is %s', (property, value) => {
    expect(judge(control, admin({ ...good, [property]: value }))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, admin({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
