import type { EntityView } from '../../store/entity-set.js'
import { isUnified } from '../../world/groups.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { ExchangeError } from '../exchange-error.js'
import { SERVER } from '../shapes.js'
import { mailboxOf } from './mailboxes.js'
import { textOf } from '../text.js'

/** Anybody who gets mail, and anything that stands for some of them. */
export interface Recipient {
  id: string
  /** The name that other objects refer to it by. */
  name: string
  displayName: string
  address: string
  alias: string
  recipientType: string
  recipientTypeDetails: string
  synced: boolean
  entity: Entity
  source: 'users' | 'groups' | 'contacts'
}

export function recipientOfUser(tenant: Tenant, user: Entity): Recipient | undefined {
  const mailbox = mailboxOf(tenant, user)
  const guest = user['userType'] === 'Guest'
  if (!mailbox && !guest) return undefined
  return {
    ...common(user, user.id, 'users'),
    recipientType: mailbox ? 'UserMailbox' : 'MailUser',
    recipientTypeDetails: mailbox ? mailbox.kind : 'GuestMailUser',
  }
}

function recipientOfGroup(group: Entity): Recipient | undefined {
  if (group['mailEnabled'] !== true) return undefined
  const unified = isUnified(group)
  const details = unified
    ? 'GroupMailbox'
    : group['securityEnabled'] === true
      ? 'MailUniversalSecurityGroup'
      : 'MailUniversalDistributionGroup'
  return {
    ...common(group, groupName(group), 'groups'),
    recipientType: unified ? 'MailUniversalDistributionGroup' : details,
    recipientTypeDetails: details,
  }
}

/** Groups are named when they are made, and keep the name. */
export function groupName(group: Entity): string {
  return isUnified(group) ? `${String(group['mailNickname'])}_${group.id.slice(0, 8)}` : String(group['displayName'])
}

function recipientOfContact(contact: Entity): Recipient {
  return {
    ...common(contact, String(contact['displayName']), 'contacts'),
    recipientType: 'MailContact',
    recipientTypeDetails: 'MailContact',
  }
}

function common(entity: Entity, name: string, source: Recipient['source']) {
  return {
    id: entity.id,
    name,
    displayName: textOf(entity['displayName']),
    address: textOf(entity['mail'], textOf(entity['userPrincipalName'])),
    alias: textOf(entity['mailNickname']),
    synced: entity['onPremisesSyncEnabled'] === true,
    entity,
    source,
  }
}

export function* recipients(tenant: Tenant): Iterable<Recipient> {
  for (const user of tenant.set('users').view()) {
    const recipient = recipientOfUser(tenant, user)
    if (recipient) yield recipient
  }
  for (const group of tenant.set('groups').view()) {
    const recipient = recipientOfGroup(group)
    if (recipient) yield recipient
  }
  for (const contact of tenant.set('contacts').view()) yield recipientOfContact(contact)
}

/** By any of the names that Exchange takes: id, address, alias, name, display name, GUID. */
export function findRecipient(tenant: Tenant, identity: string): Recipient | undefined {
  const user = findUserEntity(tenant, identity)
  const ofUser = user && recipientOfUser(tenant, user)
  if (ofUser) return ofUser
  const group = findGroupEntity(tenant, identity)
  const ofGroup = group && recipientOfGroup(group)
  if (ofGroup) return ofGroup
  const contact = lookUp(tenant.set('contacts').view(), identity, ['mail', 'displayName', 'mailNickname'])
  return contact && recipientOfContact(contact)
}

export function requireRecipient(tenant: Tenant, identity: string): Recipient {
  const recipient = findRecipient(tenant, identity)
  if (!recipient) throw new ExchangeError('recipientNotFound', { value: identity })
  return recipient
}

/** A security principal: somebody with an account, or a security group. */
export function requireTrustee(tenant: Tenant, identity: string): { id: string; shown: string } {
  const user = findUserEntity(tenant, identity)
  if (user) return { id: user.id, shown: String(user['userPrincipalName']) }
  const group = findGroupEntity(tenant, identity)
  if (group?.['securityEnabled'] === true) return { id: group.id, shown: groupName(group) }
  throw new ExchangeError('userNotFound', { value: identity })
}

export function findUserEntity(tenant: Tenant, identity: string): Entity | undefined {
  return lookUp(tenant.set('users').view(), identity, ['userPrincipalName', 'mail', 'mailNickname', 'displayName'])
}

export function findGroupEntity(tenant: Tenant, identity: string): Entity | undefined {
  const view = tenant.set('groups').view()
  const found = lookUp(view, identity, ['mail', 'mailNickname', 'displayName'])
  if (found) return found
  const suffix = /_([0-9a-f]{8})$/i.exec(identity)?.[1]?.toLowerCase()
  if (suffix === undefined || view.size > SCANNED) return undefined
  for (const group of view) if (group.id.startsWith(suffix) && groupName(group) === identity) return group
  return undefined
}

/** Names that are no key are looked for one by one, where there are not too many. */
const SCANNED = 20_000

/** An address is looked for among addresses, an id among ids, anything else among names. */
function lookUp(view: EntityView, identity: string, properties: readonly string[]): Entity | undefined {
  const wanted = identity.trim().replace(/^smtp:/i, '')
  const lower = wanted.toLowerCase()
  const isAddress = lower.includes('@')
  const isId = GUID.test(lower)
  const isSmall = view.size <= SCANNED
  const byId = isId ? view.get(wanted) : undefined
  if (byId) return byId
  for (const property of properties) {
    const suits = isAddress ? ADDRESSES.includes(property) : !isId && isSmall && !ADDRESSES.includes(property)
    const found = suits ? view.find(property, wanted) : undefined
    if (found) return found
  }
  if (!isSmall) return undefined
  if (isAddress) {
    for (const entity of view) {
      const proxies = (entity['proxyAddresses'] ?? []) as string[]
      if (proxies.some((proxy) => proxy.toLowerCase() === `smtp:${lower}`)) return entity
    }
  } else if (isId) {
    for (const entity of view) {
      if (guid(entity.id, 'exchange') === lower || guid(entity.id, 'mailbox') === lower) return entity
    }
  }
  return undefined
}

const ADDRESSES = ['userPrincipalName', 'mail']
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Refuses an address that somebody has, or that is of a domain the tenant does not have. */
export function requireFreeAddress(tenant: Tenant, address: string, except?: string): void {
  const domain = address.split('@')[1]?.toLowerCase() ?? ''
  if (!tenant.domains.some(({ name }) => name.toLowerCase() === domain)) {
    throw new ExchangeError('notAcceptedDomain', { value: domain })
  }
  for (const find of [findUserEntity, findGroupEntity]) {
    const holder = find(tenant, address)
    if (holder && holder.id !== except) {
      throw new ExchangeError('proxyExists', { value: address, other: String(holder['displayName']) })
    }
  }
}

export function notFound(identity: string): ExchangeError {
  return new ExchangeError('notFound', { value: identity, server: SERVER })
}
