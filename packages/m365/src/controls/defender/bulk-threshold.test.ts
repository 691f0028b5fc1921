import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { bulkMailTreatedAsSpam as control } from './bulk-threshold.js'

const policy = (facts: object) =>
  mailProtection('Content', [
    {
      Identity: 'Default',
      IsDefault: true,
      BulkThreshold: 6,
      MarkAsSpamBulkMail: 'On',
      BulkSpamAction: 'MoveToJmf',
      ...facts,
    },
  ])

describe(control.title, () => {
  it.each([4, 5, 6])('passes at %d', (BulkThreshold) => {
    expect(judge(control, policy({ BulkThreshold }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['the threshold is too high', { BulkThreshold: 7 }],
    ['the threshold is too low', { BulkThreshold: 3 }],
    ['there is no threshold', { BulkThreshold: null }],
    ['it is not marked', { MarkAsSpamBulkMail: 'Off' }],
    ['nothing is done', { BulkSpamAction: 'NoAction' }],
  ])('fails when %s', (_, facts) => {
    expect(judge(control, policy(facts))).toMatchObject({ verdict: 'fail' })
  })
})
