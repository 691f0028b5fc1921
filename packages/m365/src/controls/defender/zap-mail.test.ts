import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { malwarePurgedLater as control } from './zap-mail.js'

const malware = (ZapEnabled: unknown) => mailProtection('Malware', [{ Identity: 'Default', ZapEnabled }])

describe(control.title, () => {
  it('passes when it is purged', () => {
    expect(judge(control, malware(true))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false, null])('fails when that is %s', (value) => {
    expect(judge(control, malware(value))).toMatchObject({ verdict: 'fail', evidence: [{ property: 'ZapEnabled' }] })
  })
})
