import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { invitationsLimited as control } from './guest-invite-limited.js'

const policy = (value: unknown) => ({ '/policies/authorizationPolicy': { allowInvitesFrom: value } })

describe(control.title, () => {
  it.each(['adminsAndGuestInviters', 'none'])('passes at %s', (value) => {
    expect(judge(control, policy(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['everyone', 'adminsGuestInvitersAndAllMembers'])('fails at %s, and shows it', (value) => {
    expect(judge(control, policy(value))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'allowInvitesFrom', value }],
    })
  })

  it('fails by one policy of a list', () => {
    const list = [policy('adminsAndGuestInviters'), policy('everyone')].map(
      (each) => each['/policies/authorizationPolicy'],
    )
    expect(judge(control, { '/policies/authorizationPolicy': list })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/authorizationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
