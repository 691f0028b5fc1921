import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, PRIVILEGED_ROLES, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { adminSignInFrequency as control } from './admin-signin-frequency.js'

const hours = (value: number) => ({ isEnabled: true, type: 'hours', value, frequencyInterval: 'timeBased' })
const forget = { isEnabled: true, mode: 'never' }

const session = (signInFrequency: object, persistentBrowser: object | null = forget, roles = PRIVILEGED_ROLES) =>
  conditionalAccessPolicy({
    conditions: { users: { includeUsers: [], includeRoles: roles } },
    grantControls: null,
    sessionControls: { signInFrequency, persistentBrowser },
  })

describe(control.title, () => {
  it.each<[string, object]>([
    ['four hours', hours(4)],
    ['every time', { isEnabled: true, frequencyInterval: 'everyTime' }],
  ])('passes at %s', (_, frequency) => {
    expect(judge(control, withPolicies(session(frequency)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes at a day, with a warning for roles that are held all the time', () => {
    expect(judge(control, withPolicies(session(hours(24))))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('24 hours')],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a sign-in lasts more than a day', [session(hours(25))]],
    ['browsers may keep the session', [session(hours(4), null)]],
    ['a role is missing', [session(hours(4), forget, PRIVILEGED_ROLES.slice(1))]],
    ['the frequency is switched off', [session({ ...hours(4), isEnabled: false })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
