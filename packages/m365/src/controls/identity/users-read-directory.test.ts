import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { membersReadDirectory as control } from './users-read-directory.js'

const policy = (value: unknown) => ({
  '/policies/authorizationPolicy': { defaultUserRolePermissions: { allowedToReadOtherUsers: value } },
})

describe(control.title, () => {
  it.each([true])('passes at %s', (value) => {
    expect(judge(control, policy(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false])('fails at %s, and shows it', (value) => {
    expect(judge(control, policy(value))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'defaultUserRolePermissions.allowedToReadOtherUsers', value }],
    })
  })

  it('fails by one policy of a list', () => {
    const list = [policy(true), policy(false)].map((each) => each['/policies/authorizationPolicy'])
    expect(judge(control, { '/policies/authorizationPolicy': list })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/authorizationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
