import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { perUserMfaOff as control } from './per-user-mfa-off.js'

const users = (...states: (string | null)[]) => ({
  '/beta/users/authentication/requirements': states.map((perUserMfaState, index) => ({
    id: String(index),
    userPrincipalName: `user${index}@a.com`,
    perUserMfaState,
  })),
})

describe(control.title, () => {
  it('passes when it is disabled for each', () => {
    expect(judge(control, users('disabled', null))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['enabled', 'enforced'])('fails at %s, and names the account', (state) => {
    expect(judge(control, users('disabled', state))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'user1@a.com', value: state }],
    })
  })
})
