import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ALL_DOMAINS, mailProtection, rule, STRICT } from '../../../test/defender-sample.js'
import { runnableAttachmentsBlocked as control } from './click-to-run-blocked.js'

const good = { Identity: 'Default', EnableFileFilter: true, FileTypes: ['exe', '.CMD', 'vbe', 'js'] }
const bad = { ...good, Identity: 'Ours', FileTypes: ['cmd', 'vbe'] }

describe(control.title, () => {
  it('passes by the default policy where no other reaches everybody', () => {
    expect(judge(control, mailProtection('Malware', [good]))).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('Default'),
    })
  })

  it('fails by a policy of one’s own that goes before a good default, and says what it lets through', () => {
    const snapshot = mailProtection('Malware', [good, bad], {
      rules: [rule('Ours', { MalwareFilterPolicy: 'Ours', RecipientDomainIs: ALL_DOMAINS })],
    })
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('lets exe through'),
    })
  })

  it('passes with a warning when the bad one reaches only some', () => {
    const snapshot = mailProtection('Malware', [good, bad], {
      rules: [rule('Ours', { MalwareFilterPolicy: 'Ours', RecipientDomainIs: ['example.com'] })],
    })
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Ours')] })
  })

  it('passes by a preset, and warns of whom it leaves out', () => {
    const snapshot = mailProtection('Malware', [{ ...good, Identity: `${STRICT}17` }, bad], {
      presets: [rule(STRICT, { ExceptIfSentTo: ['ada@example.com'] })],
      rules: [rule('Ours', { MalwareFilterPolicy: 'Ours' })],
    })
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('ada@example.com')],
    })
  })

  it.each([
    ['the filter is off', [{ ...good, EnableFileFilter: false }]],
    ['nothing is on its list', [{ ...good, FileTypes: null }]],
    ['there is no policy', []],
    ['a policy is nothing at all', [null]],
  ])('fails when %s', (_, policies) => {
    expect(judge(control, mailProtection('Malware', policies as object[]))).toMatchObject({ verdict: 'fail' })
  })

  it('cannot be assessed without the domains', () => {
    const { 'exo:Get-AcceptedDomain': _, ...snapshot } = mailProtection('Malware', [good])
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed' })
  })
})
