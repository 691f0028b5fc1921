import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { unmanagedStartNoChat as control } from './unmanaged-inbound.js'

const federation = (AllowTeamsConsumer?: boolean, AllowTeamsConsumerInbound?: boolean) => ({
  'teams:Get-CsTenantFederationConfiguration': [{ Identity: 'Global', AllowTeamsConsumer, AllowTeamsConsumerInbound }],
})

describe(control.title, () => {
  it.each([
    ['they are not reached at all', false, true],
    ['only people here may begin', true, false],
  ])('passes when %s', (_, consumer, inbound) => {
    expect(judge(control, federation(consumer, inbound))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when both are on', () => {
    expect(judge(control, federation(true, true))).toMatchObject({ verdict: 'fail', evidence: [{ value: true }] })
  })

  it('fails when they are reached and nothing is said of who may begin', () => {
    expect(judge(control, federation(true))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when neither is among what came', () => {
    expect(judge(control, federation())).toMatchObject({ verdict: 'notAssessed' })
  })

  it.each(['gcc', 'gcchigh', 'dod'])('does not apply in %s', (environment) => {
    expect(judge(control, federation(true, true), { environment })).toMatchObject({ verdict: 'notApplicable' })
  })
})
