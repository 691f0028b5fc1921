import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestsAreInDirectory as control } from './b2b-integration.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([true])('passes at %s', (EnableAzureADB2BIntegration) => {
    expect(judge(control, tenant({ EnableAzureADB2BIntegration }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false])('fails at %s, and shows it', (EnableAzureADB2BIntegration) => {
    expect(judge(control, tenant({ EnableAzureADB2BIntegration }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: EnableAzureADB2BIntegration }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
