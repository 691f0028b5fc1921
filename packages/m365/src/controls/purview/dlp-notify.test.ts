import { describe, expect, it } from 'vitest'
import { dlp, dlpPolicy, dlpRule } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { peopleTold as control } from './dlp-notify.js'

describe(control.title, () => {
  it('passes when the rule tells somebody', () => {
    expect(judge(control, dlp())).toMatchObject({ verdict: 'pass' })
  })

  it.each([[[]], [null], [undefined]])('fails when the rule tells %j', (NotifyUser) => {
    expect(judge(control, dlp([dlpPolicy()], [dlpRule({ NotifyUser })]))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Block and tell' }],
    })
  })

  it('fails when no rule looks for all of it at once', () => {
    expect(judge(control, dlp([dlpPolicy()], []))).toMatchObject({ verdict: 'fail' })
  })
})
