import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { recoveryKeysWithSupport as control } from './bitlocker-self-read-off.js'

const policy = (value: unknown) => ({
  '/policies/authorizationPolicy': { defaultUserRolePermissions: { allowedToReadBitlockerKeysForOwnedDevice: value } },
})

describe(control.title, () => {
  it.each([false])('passes at %s', (value) => {
    expect(judge(control, policy(value))).toMatchObject({ verdict: 'pass' })
  })

  it.each([true])('fails at %s, and shows it', (value) => {
    expect(judge(control, policy(value))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'defaultUserRolePermissions.allowedToReadBitlockerKeysForOwnedDevice', value }],
    })
  })

  it('fails by one policy of a list', () => {
    const list = [policy(false), policy(true)].map((each) => each['/policies/authorizationPolicy'])
    expect(judge(control, { '/policies/authorizationPolicy': list })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/authorizationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
