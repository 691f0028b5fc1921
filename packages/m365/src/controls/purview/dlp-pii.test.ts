import { describe, expect, it } from 'vitest'
import { dlp, dlpPolicy, dlpRule } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { personalDataProtected as control } from './dlp-pii.js'

describe(control.title, () => {
  it('passes when one rule looks for all of it', () => {
    expect(judge(control, dlp())).toMatchObject({ verdict: 'pass' })
  })

  it('passes when several rules share the work', () => {
    const rules = [
      dlpRule({}, ['Credit Card Number']),
      dlpRule({ Name: 'Other' }, [
        'U.S. Social Security Number (SSN)',
        'U.S. Individual Taxpayer Identification Number (ITIN)',
      ]),
    ]
    expect(judge(control, dlp([dlpPolicy()], rules))).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names what no rule looks for', () => {
    expect(judge(control, dlp([dlpPolicy()], [dlpRule({}, ['Credit Card Number'])]))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('U.S. Social Security Number (SSN)'),
      evidence: [{ ok: false }, { ok: false }, { object: 'Credit Card Number', ok: true }],
    })
  })

  it('fails without any rule', () => {
    expect(judge(control, dlp([], []))).toMatchObject({ verdict: 'fail' })
  })

  it('goes by the kinds that were chosen', () => {
    const rules = [dlpRule({}, ['Germany Identity Card Number'])]
    expect(
      judge(control, dlp([dlpPolicy()], rules), { protectedInformation: ['Germany Identity Card Number'] }),
    ).toMatchObject({ verdict: 'pass' })
  })
})
