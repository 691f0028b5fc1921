import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { falseAlarmsReported as control } from './report-suspicious.js'

const methods = (state: string, id = 'all_users') =>
  authenticationMethods([], { reportSuspiciousActivitySettings: { state, includeTarget: { id } } })

describe(control.title, () => {
  it.each(['enabled'])('passes at %s for everyone', (state) => {
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
