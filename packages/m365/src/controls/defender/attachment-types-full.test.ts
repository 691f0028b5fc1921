import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { DANGEROUS_ATTACHMENTS } from './attachment-types.js'
import { dangerousAttachmentsBlocked as control } from './attachment-types-full.js'

const ENOUGH = Math.ceil(DANGEROUS_ATTACHMENTS.length * 0.9)
const blocking = (count: number, facts: object = {}) =>
  mailProtection('Malware', [
    {
      Identity: 'Default',
      EnableFileFilter: true,
      FileTypes: DANGEROUS_ATTACHMENTS.slice(0, count),
      FileTypeAction: 'Reject',
      ...facts,
    },
  ])

describe(control.title, () => {
  it('passes when nine in ten are on the list', () => {
    expect(judge(control, blocking(ENOUGH))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['one less is', blocking(ENOUGH - 1)],
    ['the filter is off', blocking(ENOUGH, { EnableFileFilter: false })],
    ['the attachments are delivered all the same', blocking(ENOUGH, { FileTypeAction: 'Deliver' })],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
