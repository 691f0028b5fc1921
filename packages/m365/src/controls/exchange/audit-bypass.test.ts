import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { nobodyBypassesLog as control } from './audit-bypass.js'

const associations = (...list: object[]) => ({ 'exo:Get-MailboxAuditBypassAssociation': list })

describe(control.title, () => {
  it('passes when none bypasses it', () => {
    expect(judge(control, associations({ Name: 'Ann', AuditBypassEnabled: false }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names the account that does', () => {
    expect(
      judge(control, associations({ Name: 'Backup', Identity: 'backup', AuditBypassEnabled: true })),
    ).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Backup', id: 'backup' }] })
  })
})
