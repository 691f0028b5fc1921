import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailboxActionsLogged as control } from './audit-actions.js'

const shared = [
  'ApplyRecord',
  'Create',
  'HardDelete',
  'MailItemsAccessed',
  'Move',
  'MoveToDeletedItems',
  'SoftDelete',
  'Update',
  'UpdateFolderPermissions',
  'UpdateInboxRules',
]
const good = {
  PrimarySmtpAddress: 'ann@a.com',
  ExternalDirectoryObjectId: 'ann',
  RecipientTypeDetails: 'UserMailbox',
  AuditEnabled: true,
  AuditLogAgeLimit: '90.00:00:00',
  AuditAdmin: [...shared, 'Copy', 'FolderBind', 'Send', 'SendAs', 'SendOnBehalf', 'UpdateCalendarDelegation'],
  AuditDelegate: [...shared, 'FolderBind', 'SendAs', 'SendOnBehalf'],
  AuditOwner: [...shared, 'MailboxLogin', 'Send', 'UpdateCalendarDelegation'],
}
const mailboxes = (...list: object[]) => ({ 'exo:Get-Mailbox': list })

describe(control.title, () => {
  it('passes when nothing is left out', () => {
    expect(judge(control, mailboxes(good))).toMatchObject({ verdict: 'pass' })
  })

  it('reads lists that came as text', () => {
    expect(judge(control, mailboxes({ ...good, AuditOwner: good.AuditOwner.join(' ') }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each<[string, object, string]>([
    ['the log is off', { AuditEnabled: false }, 'AuditEnabled'],
    ['the log is kept for a month', { AuditLogAgeLimit: '30.00:00:00' }, 'AuditLogAgeLimit'],
    [
      'an action of administrators is missing',
      { AuditAdmin: good.AuditAdmin.filter((action) => action !== 'SendAs') },
      'AuditAdmin: SendAs',
    ],
    [
      'an action of delegates is missing',
      { AuditDelegate: good.AuditDelegate.filter((action) => action !== 'MailItemsAccessed') },
      'AuditDelegate: MailItemsAccessed',
    ],
    [
      'an action of owners is missing',
      { AuditOwner: good.AuditOwner.filter((action) => action !== 'UpdateInboxRules') },
      'AuditOwner: UpdateInboxRules',
    ],
  ])('fails when %s, and says so', (_, changes, gap) => {
    expect(judge(control, mailboxes({ ...good, ...changes }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann@a.com', value: [gap] }],
    })
  })

  it('does not apply without mailboxes of people', () => {
    expect(judge(control, mailboxes({ ...good, RecipientTypeDetails: 'RoomMailbox' }))).toMatchObject({
      verdict: 'notApplicable',
    })
  })
})
