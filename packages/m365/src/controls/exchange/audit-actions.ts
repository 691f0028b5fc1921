import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { type ExchangeMailbox, exchangeMailboxes } from '../../resources/exchange-mailboxes.js'

const LEAST_DAYS = 90

/** https://learn.microsoft.com/purview/audit-mailboxes#mailbox-actions-for-user-mailboxes-and-shared-mailboxes */
const EVERYONE = [
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
const WANTED = {
  AuditAdmin: [...EVERYONE, 'Copy', 'FolderBind', 'Send', 'SendAs', 'SendOnBehalf', 'UpdateCalendarDelegation'],
  AuditDelegate: [...EVERYONE, 'FolderBind', 'SendAs', 'SendOnBehalf'],
  AuditOwner: [...EVERYONE, 'MailboxLogin', 'Send', 'UpdateCalendarDelegation'],
} as const

/** What is on a list of a mailbox; several come as a list, or as one text. */
function actionsOf(list: ExchangeMailbox['AuditOwner']): readonly string[] {
  return Array.isArray(list) ? list : (list ?? '').split(/[\s,]+/)
}

const LISTS = ['AuditAdmin', 'AuditDelegate', 'AuditOwner'] as const

function endsEarly({ AuditLogAgeLimit }: ExchangeMailbox): boolean {
  return Boolean(AuditLogAgeLimit) && Number(/^(\d+)\./.exec(AuditLogAgeLimit ?? '')?.[1] ?? 0) < LEAST_DAYS
}

function isWhole(mailbox: ExchangeMailbox): boolean {
  return (
    mailbox.AuditEnabled === true &&
    !endsEarly(mailbox) &&
    LISTS.every((list) => {
      const actions = actionsOf(mailbox[list])
      return WANTED[list].every((action) => actions.includes(action))
    })
  )
}

function gapsOf(mailbox: ExchangeMailbox): string[] {
  return [
    ...(mailbox.AuditEnabled === true ? [] : ['AuditEnabled']),
    ...(endsEarly(mailbox) ? ['AuditLogAgeLimit'] : []),
    ...LISTS.flatMap((list) =>
      WANTED[list].filter((action) => !actionsOf(mailbox[list]).includes(action)).map((action) => `${list}: ${action}`),
    ),
  ]
}

export const mailboxActionsLogged = defineControl({
  id: 'exo-audit-actions',
  title: 'The mailbox log holds every action that matters',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'An action that is not on the list leaves no trace.',
  licence: 'Microsoft 365 E3 or E5',
  remediation: {
    steps: [
      'Run Set-Mailbox with DefaultAuditSet Admin, Delegate, Owner for each mailbox named here, and add the actions that are missing.',
      'Set AuditLogAgeLimit to 90 days or more.',
    ],
    link: 'https://learn.microsoft.com/purview/audit-mailboxes',
    impact: 'Logs grow.',
  },
  needs: { mailboxes: exchangeMailboxes },
  evaluate({ mailboxes }) {
    const people = mailboxes.filter(({ RecipientTypeDetails }) => RecipientTypeDetails === 'UserMailbox')
    if (people.length === 0) return notApplicable('There is no mailbox of a person.')
    const found = people.filter((mailbox) => !isWhole(mailbox))
    if (found.length === 0) return pass(`The logs of ${people.length} mailboxes hold every action that matters.`)
    return fail(`The logs of ${found.length} of ${people.length} mailboxes leave something out.`, {
      evidence: found.map((mailbox) => ({
        object: mailbox.PrimarySmtpAddress,
        ...(mailbox.ExternalDirectoryObjectId && { id: mailbox.ExternalDirectoryObjectId }),
        property: 'audit',
        value: gapsOf(mailbox),
        expected: 'nothing left out',
        ok: false,
      })),
    })
  },
})
