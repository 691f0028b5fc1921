import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { quarantineKept as control } from './quarantine-retention.js'

const policy = (QuarantineRetentionPeriod: unknown) =>
  mailProtection('Content', [{ Identity: 'Default', IsDefault: true, QuarantineRetentionPeriod }])

describe(control.title, () => {
  it('passes at 30', () => {
    expect(judge(control, policy(30))).toMatchObject({ verdict: 'pass' })
  })

  it.each([29, 15, null])('fails at %s', (days) => {
    expect(judge(control, policy(days))).toMatchObject({ verdict: 'fail' })
  })
})
