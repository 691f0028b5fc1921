import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { signUpByMailOff as control } from './email-signup-off.js'

const good = { allowedToSignUpEmailBasedSubscriptions: false, allowEmailVerifiedUsersToJoinOrganization: false }
const policy = (values: object) => ({ '/policies/authorizationPolicy': values })

describe(control.title, () => {
  it('passes when both are off', () => {
    expect(judge(control, policy(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each(Object.keys(good))('fails when %s is on', (property) => {
    expect(judge(control, policy({ ...good, [property]: true }))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policy({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
