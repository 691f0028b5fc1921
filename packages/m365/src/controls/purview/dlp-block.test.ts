import { describe, expect, it } from 'vitest'
import { dlp, dlpPolicy, dlpRule } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { personalDataBlocked as control } from './dlp-block.js'

describe(control.title, () => {
  it('passes when the rule blocks everyone', () => {
    expect(judge(control, dlp())).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['does not block', { BlockAccess: false }],
    ['blocks some people', { BlockAccessScope: 'PerUser' }],
  ])('fails when the rule %s', (_, changes) => {
    expect(judge(control, dlp([dlpPolicy()], [dlpRule(changes)]))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Block and tell', ok: false }],
    })
  })

  it('fails when one of two rules is lenient', () => {
    expect(
      judge(control, dlp([dlpPolicy()], [dlpRule(), dlpRule({ Name: 'Lenient', BlockAccess: false })])),
    ).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('Lenient') })
  })

  it('fails when no rule looks for all of it at once', () => {
    expect(judge(control, dlp([dlpPolicy()], [dlpRule({}, ['Credit Card Number'])]))).toMatchObject({ verdict: 'fail' })
  })
})
