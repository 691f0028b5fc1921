import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailboxAuditOn as control } from './mailbox-audit-on.js'

const organization = (...list: object[]) => ({ 'exo:Get-OrganizationConfig': list })

describe(control.title, () => {
  it('passes at false', () => {
    expect(judge(control, organization({ AuditDisabled: false }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails at true, and shows it', () => {
    expect(judge(control, organization({ AuditDisabled: true }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'AuditDisabled', ok: false }],
    })
  })

  it.each([[[]], [[{}]]])('is not assessed when %j came', (list) => {
    expect(judge(control, organization(...list))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
