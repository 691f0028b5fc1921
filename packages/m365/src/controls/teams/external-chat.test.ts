import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { noChatWithUntrusted as control } from './external-chat.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowExternalNonTrustedMeetingChat) => {
    expect(judge(control, policies({ Identity: 'Global', AllowExternalNonTrustedMeetingChat }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowExternalNonTrustedMeetingChat) => {
    expect(judge(control, policies({ Identity: 'Global', AllowExternalNonTrustedMeetingChat }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowExternalNonTrustedMeetingChat }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowExternalNonTrustedMeetingChat: false },
      { Identity: 'Tag:Sales', AllowExternalNonTrustedMeetingChat: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
