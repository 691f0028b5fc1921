import type { Entity, Seed } from '../store/seed.js'
import { seeded } from '../store/seed.js'
import { defaultDomain } from './domain-names.js'
import { guid, pick } from './ids.js'
import type { Tenant } from './model.js'
import { secondText } from './people/times.js'

const SHARED = [
  ['info', 'Info'],
  ['sales', 'Sales'],
  ['support', 'Support'],
  ['invoices', 'Invoices'],
  ['jobs', 'Jobs'],
  ['office', 'Office'],
  ['orders', 'Orders'],
  ['press', 'Press'],
  ['events', 'Events'],
  ['legal', 'Legal'],
  ['purchasing', 'Purchasing'],
  ['service', 'Service desk'],
] as const
const EQUIPMENT = ['Van', 'Projector', 'Camera', 'Trailer']

/**
 * Accounts of mailboxes that are nobody's own: shared ones, rooms and equipment. They need no licence, and nobody signs
 * in with them; where a tenant is badly run somebody could.
 */
function resourceAccounts(tenant: Tenant): Entity[] {
  const { shared = 0, rooms = 0, equipment = 0 } = tenant.headcount.resources ?? {}
  const named = (count: number, names: readonly (readonly [string, string])[], kind: string) =>
    Array.from({ length: count }, (_, index) => {
      const [alias, displayName] = names[index % names.length] as readonly [string, string]
      const round = Math.floor(index / names.length)
      return account(
        tenant,
        round > 0 ? `${alias}${round + 1}` : alias,
        round > 0 ? `${displayName} ${round + 1}` : displayName,
        kind,
      )
    })
  const roomNames = Array.from(
    { length: rooms },
    (_, index) => [`room${index + 1}`, `Meeting room ${index + 1}`] as const,
  )
  const things = EQUIPMENT.map((name) => [name.toLowerCase(), name] as const)
  return [
    ...named(shared, SHARED, 'SharedMailbox'),
    ...named(rooms, roomNames, 'RoomMailbox'),
    ...named(equipment, things, 'EquipmentMailbox'),
  ]
}

function account(tenant: Tenant, alias: string, displayName: string, mailboxKind: string): Entity {
  const domain = defaultDomain(tenant)
  const address = `${alias}@${domain}`
  const open = !tenant.good('nobody signs in to shared mailboxes') && pick(3, tenant.id, alias) > 0
  return {
    id: guid(tenant.id, 'resource-account', alias),
    mailboxKind,
    userPrincipalName: address,
    displayName,
    givenName: null,
    surname: null,
    mail: address,
    mailNickname: alias,
    proxyAddresses: [`SMTP:${address}`],
    businessPhones: [],
    mobilePhone: null,
    usageLocation: tenant.country,
    userType: 'Member',
    accountEnabled: open,
    createdDateTime: secondText(tenant.createdAt.getTime()),
    onPremisesSyncEnabled: null,
    assignedLicenses: [],
    signInActivity: null,
  }
}

/** The people of a tenant, and after them the accounts that are nobody's. */
export function withResourceAccounts(tenant: Tenant, people: Seed): Seed {
  const accounts = resourceAccounts(tenant)
  if (accounts.length === 0) return people
  const others = seeded(accounts)
  const after = (index: number | undefined) => (index === undefined ? undefined : people.size + index)
  return {
    size: people.size + others.size,
    at: (index) => (index < people.size ? people.at(index) : others.at(index - people.size)),
    indexOf: (id) => people.indexOf(id) ?? after(others.indexOf(id)),
    ...(people.lookup
      ? {
          lookup: (property: string, value: string) =>
            people.lookup?.(property, value) ?? after(others.lookup?.(property, value)),
        }
      : {}),
  }
}
