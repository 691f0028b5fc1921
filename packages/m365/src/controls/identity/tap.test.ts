import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { passesWorkOnce as control } from './tap.js'

const tap = (changes: object = {}) =>
  authenticationMethods([{ id: 'TemporaryAccessPass', state: 'enabled', isUsableOnce: true, ...changes }])

describe(control.title, () => {
  it('passes when a pass works once', () => {
    expect(judge(control, tap())).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['passes are off', { state: 'disabled' }],
    ['passes work more than once', { isUsableOnce: false }],
  ])('fails when %s', (_, changes) => {
    expect(judge(control, tap(changes))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
