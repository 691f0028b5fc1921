import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { breakGlassFido2 as control } from './break-glass-fido2.js'

const registered = (methods: Record<string, string[] | null>) => ({
  '/reports/authenticationMethods/userRegistrationDetails': Object.entries(methods).map(([id, methodsRegistered]) => ({
    id,
    userPrincipalName: `${id}@example.com`,
    methodsRegistered,
  })),
})

const named = (...users: string[]) => ({ emergencyAccounts: { users, groups: [] } })

describe(control.title, () => {
  it('passes when each account has a key', () => {
    const snapshot = registered({ a: ['fido2SecurityKey'], b: ['passKeyDeviceBound', 'email'], c: [] })
    expect(judge(control, snapshot, named('a', 'b'))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, string[] | null]>([
    ['nothing', []],
    ['nothing that is told', null],
    ['an app', ['microsoftAuthenticatorPush']],
    ['a passkey in an app', ['passKeyDeviceBoundAuthenticator']],
  ])('fails when one account has %s', (_, methods) => {
    const outcome = judge(control, registered({ a: ['fido2SecurityKey'], b: methods }), named('a', 'b'))
    expect(outcome).toMatchObject({ verdict: 'fail', reason: '1 emergency account of 2 has no security key.' })
    expect(outcome.evidence).toContainEqual(expect.objectContaining({ object: 'b@example.com', ok: false }))
  })

  it('is not assessed when nothing is reported of an account', () => {
    expect(judge(control, registered({ a: ['fido2SecurityKey'] }), named('a', 'b'))).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })

  it('takes accounts that every policy leaves out, with a warning, where none are named', () => {
    const policy = conditionalAccessPolicy({ conditions: { users: { excludeUsers: ['a'] } } })
    const outcome = judge(control, { ...registered({ a: ['fido2SecurityKey'] }), ...withPolicies(policy) })
    expect(outcome).toMatchObject({ verdict: 'pass' })
    expect(outcome.warnings).toHaveLength(1)
  })

  it('is left to a person where no account is known', () => {
    expect(judge(control, registered({}))).toMatchObject({ verdict: 'manual' })
    const groupOnly = { emergencyAccounts: { users: [], groups: ['emergencies'] } }
    expect(judge(control, registered({}), groupOnly)).toMatchObject({ verdict: 'manual' })
  })

  it('warns that members of groups are not looked at', () => {
    const both = { emergencyAccounts: { users: ['a'], groups: ['emergencies'] } }
    expect(judge(control, registered({ a: ['fido2SecurityKey'] }), both).warnings).toHaveLength(1)
  })

  it('is not assessed without the report', () => {
    expect(judge(control, {}, named('a'))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
