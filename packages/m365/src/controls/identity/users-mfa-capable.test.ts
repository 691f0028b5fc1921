import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { everyoneCanMfa as control } from './users-mfa-capable.js'

const person = (id: string, isMfaCapable: boolean, userType = 'member') => ({
  id,
  userPrincipalName: `${id}@a.com`,
  userType,
  isMfaCapable,
})
const tenant = (people: object[], users?: object[]) => ({
  '/reports/authenticationMethods/userRegistrationDetails': people,
  ...(users && { '/users': users }),
})

describe(control.title, () => {
  it('passes when each member has, whatever guests have', () => {
    expect(judge(control, tenant([person('ann', true), person('guest', false, 'guest')], []))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('fails and names those who have not', () => {
    expect(judge(control, tenant([person('ann', true), person('bob', false)], []))).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 members have registered no second factor.',
      evidence: [{ object: 'bob@a.com' }],
    })
  })

  it('leaves out accounts that are disabled', () => {
    expect(
      judge(control, tenant([person('ann', true), person('bob', false)], [{ id: 'bob', accountEnabled: false }])),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('says so when disabled accounts could not be told apart', () => {
    expect(judge(control, tenant([person('ann', true)]))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('disabled')],
    })
  })

  it('does not apply without members', () => {
    expect(judge(control, tenant([], []))).toMatchObject({ verdict: 'notApplicable' })
  })
})
