import { choose, pick } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'

export type MailboxKind = 'UserMailbox' | 'SharedMailbox' | 'RoomMailbox' | 'EquipmentMailbox'

/** Who may do what in a mailbox; the trustee as it is shown. */
export interface AccessEntry {
  User: string
  AccessRights: string[]
  Deny?: boolean
  InheritanceType?: string
}

export interface FolderEntry {
  User: string
  AccessRights: string[]
  SharingPermissionFlags?: string | null
}

/** What Exchange keeps of a mailbox beyond the person's directory object. Parts that were never written are absent. */
export interface MailboxState {
  kind?: MailboxKind
  /** Properties of the mailbox that are not the shape's. */
  properties?: Record<string, unknown>
  cas?: Record<string, unknown>
  access?: AccessEntry[]
  /** Trustees that may send as the mailbox. */
  sendAs?: string[]
  autoReply?: Record<string, unknown>
  rules?: Record<string, unknown>[]
  /** Folder path in lower case to its entries. */
  folders?: Record<string, FolderEntry[]>
  auditBypass?: boolean
}

export function stateOf(tenant: Tenant, user: Entity): MailboxState {
  return (tenant.set('exchangeMailboxes').view().get(user.id) ?? {}) as MailboxState
}

export function changeState(tenant: Tenant, user: Entity, changes: MailboxState, at: number): void {
  const set = tenant.set('exchangeMailboxes')
  if (set.view().get(user.id)) set.update(user.id, { ...changes }, at)
  else set.create({ id: user.id, ...changes }, at)
}

export const SELF = 'NT AUTHORITY\\SELF'

/** Delegates that a mailbox began with: some people of the tenant, and here and there somebody who has left. */
export function seedAccess(tenant: Tenant, user: Entity, kind: MailboxKind): AccessEntry[] {
  const own: AccessEntry = { User: SELF, AccessRights: ['FullAccess', 'ReadPermission'] }
  const delegates = seedDelegates(tenant, user, kind, 'access').map((User) => ({ User, AccessRights: ['FullAccess'] }))
  const orphan: AccessEntry[] =
    pick(40, user.id, 'orphan') === 0
      ? [
          {
            User: `S-1-5-21-3719210-${pick(1e9, user.id, 'sid')}-2210451-${pick(99_999, user.id, 'rid')}`,
            AccessRights: ['FullAccess'],
          },
        ]
      : []
  return [own, ...delegates, ...orphan]
}

export function seedSendAs(tenant: Tenant, user: Entity, kind: MailboxKind): string[] {
  return [SELF, ...seedDelegates(tenant, user, kind, 'access').filter((name) => pick(2, user.id, name) === 0)]
}

/** Names of people who may act for a mailbox; shared ones have some, a person's own seldom. */
export function seedDelegates(tenant: Tenant, user: Entity, kind: MailboxKind, purpose: string): string[] {
  const { users } = tenant.headcount
  if (users === 0) return []
  const count = kind === 'SharedMailbox' ? 1 + pick(4, user.id, purpose) : pick(30, user.id, purpose) === 0 ? 1 : 0
  const people = tenant.set('users').seed
  const names = Array.from({ length: count }, (_, turn) => people.at(pick(users, user.id, purpose, turn)))
  return [...new Set(names.filter(({ id }) => id !== user.id).map((person) => String(person['userPrincipalName'])))]
}

const FORWARDING_HOSTS = ['gmail.example', 'outlook.example', 'web-mail.example']

/** Settings that people and administrators have made over the years, more of them the less a tenant is looked after. */
export function seedProperties(tenant: Tenant, user: Entity, kind: MailboxKind): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  if (kind === 'UserMailbox' && !tenant.good('mailbox-forwarding') && pick(25, user.id, 'forwarding') === 0) {
    properties['ForwardingSmtpAddress'] = `smtp:${String(user['mailNickname'])}@${choose(FORWARDING_HOSTS, user.id)}`
    properties['DeliverToMailboxAndForward'] = pick(2, user.id, 'deliver') === 0
  }
  if (!tenant.good('mailbox-audit') && pick(10, user.id, 'audit') === 0) properties['AuditEnabled'] = false
  if (pick(50, user.id, 'hold') === 0) properties['LitigationHoldEnabled'] = true
  if (pick(60, user.id, 'hidden') === 0) properties['HiddenFromAddressListsEnabled'] = true
  if (kind === 'SharedMailbox' && tenant.good('sent-items-copied')) properties['MessageCopyForSentAsEnabled'] = true
  return properties
}

/** Mailbox actions are not audited for these accounts: handy for a backup product, and for a thief. */
export function isAuditBypassed(tenant: Tenant, user: Entity): boolean {
  return stateOf(tenant, user).auditBypass ?? (!tenant.good('audit-bypass') && pick(60, user.id, 'bypass') === 0)
}
