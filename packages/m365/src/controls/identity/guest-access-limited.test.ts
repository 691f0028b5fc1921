import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestAccessLimited as control } from './guest-access-limited.js'

const policy = (value: unknown) => ({ '/policies/authorizationPolicy': { guestUserRoleId: value } })

describe(control.title, () => {
  it.each(['10dae51f-b6af-4016-8d66-8c2a99b929b3', '2af84b1e-32c8-42b7-82bc-daa82404023b'])('passes at %s', (value) => {
    expect(judge(control, policy(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['a0b1b346-4d3e-4e8b-98f8-753987be4970', 'Hello World'])('fails at %s, and shows it', (value) => {
    expect(judge(control, policy(value))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'guestUserRoleId', value }],
    })
  })

  it('fails by one policy of a list', () => {
    const list = [policy('10dae51f-b6af-4016-8d66-8c2a99b929b3'), policy('a0b1b346-4d3e-4e8b-98f8-753987be4970')].map(
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
