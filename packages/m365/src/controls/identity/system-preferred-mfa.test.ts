import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { safestMethodFirst as control } from './system-preferred-mfa.js'

const methods = (state: string, id = 'all_users') =>
  authenticationMethods([], { systemCredentialPreferences: { state, includeTargets: [{ id }] } })

describe(control.title, () => {
  it.each(['enabled', 'default'])('passes at %s for everyone', (state) => {
    expect(judge(control, methods(state))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['it is off', methods('disabled')],
    ['it is for some', methods('enabled', 'sales')],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came, as in v1.0', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
