import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { outsidersTakeNoControl as control } from './external-control.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowExternalParticipantGiveRequestControl) => {
    expect(judge(control, policies({ Identity: 'Global', AllowExternalParticipantGiveRequestControl }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowExternalParticipantGiveRequestControl) => {
    expect(judge(control, policies({ Identity: 'Global', AllowExternalParticipantGiveRequestControl }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowExternalParticipantGiveRequestControl }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowExternalParticipantGiveRequestControl: false },
      { Identity: 'Tag:Sales', AllowExternalParticipantGiveRequestControl: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
