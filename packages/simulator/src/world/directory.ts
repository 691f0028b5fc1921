import { readData } from '../data.js'
import { choose, guid, pick } from './ids.js'
import { type Seats, seatsOf } from './licence-seats.js'
import type { LinkSeed } from '../store/links.js'
import { type Seed, seeded } from '../store/seed.js'
import type { Entity, Purchase, Tenant } from './model.js'

const people = readData('people.json') as {
  givenNames: string[]
  surnames: string[]
  departments: [string, string][]
  groups: string[]
}

interface DirectoryPlan {
  tenantId: string
  domain: string
  country: string
  users: number
  guests: number
  groups: number
  purchases: Purchase[]
  onPremisesSync: boolean
  now: Date
}

interface Directory {
  users: Entity[]
  groups: Entity[]
  /** Group id to the ids of its members and owners. */
  members: Map<string, string[]>
  owners: Map<string, string[]>
}

const DAY = 86_400_000

/** Directory date-times carry no fraction of a second. */
export function directoryTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}

function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f']/g, '')
    .replace(/ł/gi, 'l')
    .toLowerCase()
}

const directories = new WeakMap<Tenant, Directory>()

function directoryOf(tenant: Tenant): Directory {
  let directory = directories.get(tenant)
  if (!directory) {
    directory = populate({
      ...tenant.headcount,
      tenantId: tenant.id,
      domain: tenant.domains.find(({ isDefault }) => isDefault)?.name ?? '',
      country: tenant.country,
      purchases: tenant.purchases,
      now: tenant.begunAt,
    })
    directories.set(tenant, directory)
  }
  return directory
}

export const seedUsers = (tenant: Tenant): Seed => seeded(directoryOf(tenant).users)
export const seedGroups = (tenant: Tenant): Seed => seeded(directoryOf(tenant).groups)
export const seedMembers = (tenant: Tenant): LinkSeed => linkSeed(directoryOf(tenant).members)
export const seedOwners = (tenant: Tenant): LinkSeed => linkSeed(directoryOf(tenant).owners)

function linkSeed(links: Map<string, string[]>): LinkSeed {
  return {
    of: (ownerId) => links.get(ownerId) ?? [],
    has: (ownerId, id) => links.get(ownerId)?.includes(id) ?? false,
    ownersOf: (id) => [...links].filter(([, ids]) => ids.includes(id)).map(([ownerId]) => ownerId),
  }
}

/** Fills a tenant with people, groups and memberships that are the same at every start. */
function populate(plan: DirectoryPlan): Directory {
  const taken = new Set<string>()
  const seats = seatsOf(plan)
  const members = Array.from({ length: plan.users }, (_, index) => member(plan, index, taken, seats))
  const users = [...members, ...Array.from({ length: plan.guests }, (_, index) => guest(plan, index))]
  return { users, ...groupsOf(plan, users) }
}

/** A name that is taken already gets a number. */
function member(plan: DirectoryPlan, index: number, taken: Set<string>, seats: Seats): Entity {
  const seed = [plan.tenantId, 'user', index] as const
  const givenName = choose(people.givenNames, ...seed, 'given')
  const surname = choose(people.surnames, ...seed, 'surname')
  const [department, jobTitle] = choose(people.departments, ...seed, 'department')
  const wished = `${ascii(givenName)}.${ascii(surname)}`
  const mailNickname = taken.has(wished) ? `${wished}${index}` : wished
  taken.add(mailNickname)
  const address = `${mailNickname}@${plan.domain}`
  const createdAt = new Date(plan.now.getTime() - (30 + pick(1500, ...seed, 'created')) * DAY)
  const lastSignIn = new Date(plan.now.getTime() - pick(120 * 24, ...seed, 'sign-in') * 3_600_000)
  const synced = plan.onPremisesSync && pick(4, ...seed, 'synced') > 0
  return {
    id: guid(...seed),
    userPrincipalName: address,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail: address,
    mailNickname,
    proxyAddresses: [`SMTP:${address}`],
    jobTitle,
    department,
    officeLocation: `${1 + pick(3, ...seed, 'floor')}/${100 + pick(60, ...seed, 'room')}`,
    mobilePhone: null,
    businessPhones: [],
    preferredLanguage: 'en-US',
    usageLocation: plan.country,
    userType: 'Member',
    accountEnabled: index === 0 || pick(12, ...seed, 'enabled') > 0,
    createdDateTime: directoryTime(createdAt),
    onPremisesSyncEnabled: synced ? true : null,
    assignedLicenses: seats.of(index),
    signInActivity:
      pick(15, ...seed, 'never') === 0
        ? null
        : {
            lastSignInDateTime: directoryTime(lastSignIn),
            lastSignInRequestId: guid(...seed, 'sign-in'),
            lastNonInteractiveSignInDateTime: directoryTime(lastSignIn),
            lastNonInteractiveSignInRequestId: guid(...seed, 'non-interactive'),
            lastSuccessfulSignInDateTime: directoryTime(lastSignIn),
            lastSuccessfulSignInRequestId: guid(...seed, 'successful'),
          },
  }
}

function guest(plan: DirectoryPlan, index: number): Entity {
  const seed = [plan.tenantId, 'guest', index] as const
  const givenName = choose(people.givenNames, ...seed, 'given')
  const surname = choose(people.surnames, ...seed, 'surname')
  const address = `${ascii(givenName)}.${ascii(surname)}${index}@partner.example`
  return {
    id: guid(...seed),
    userPrincipalName: `${address.replace('@', '_')}#EXT#@${plan.domain}`,
    displayName: `${givenName} ${surname} (Partner)`,
    givenName,
    surname,
    mail: address,
    mailNickname: `${address.replace('@', '_')}#EXT#`,
    businessPhones: [],
    userType: 'Guest',
    accountEnabled: true,
    createdDateTime: directoryTime(new Date(plan.now.getTime() - (5 + pick(400, ...seed)) * DAY)),
    externalUserState: 'Accepted',
    assignedLicenses: [],
    signInActivity: null,
  }
}

function groupsOf(plan: DirectoryPlan, users: Entity[]): Omit<Directory, 'users'> {
  const groups: Entity[] = []
  const members = new Map<string, string[]>()
  const owners = new Map<string, string[]>()
  for (let index = 0; index < plan.groups; index++) {
    const seed = [plan.tenantId, 'group', index] as const
    const round = Math.floor(index / people.groups.length)
    const displayName = `${people.groups[index % people.groups.length]}${round > 0 ? ` ${round + 1}` : ''}`
    const kind = (['unified', 'security', 'unified', 'dynamic', 'distribution'] as const)[index % 5]
    const mailNickname = ascii(displayName).replace(/[^a-z0-9]+/g, '-')
    const mailEnabled = kind === 'unified' || kind === 'distribution'
    const id = guid(...seed)
    groups.push({
      id,
      displayName,
      description: `${displayName} of the organisation`,
      mailNickname,
      mail: mailEnabled ? `${mailNickname}@${plan.domain}` : null,
      mailEnabled,
      securityEnabled: kind === 'security' || kind === 'dynamic',
      groupTypes: kind === 'unified' ? ['Unified'] : kind === 'dynamic' ? ['DynamicMembership'] : [],
      membershipRule: kind === 'dynamic' ? '(user.userType -eq "Member")' : null,
      membershipRuleProcessingState: kind === 'dynamic' ? 'On' : null,
      visibility: kind === 'unified' ? (index % 4 === 0 ? 'Public' : 'Private') : null,
      createdDateTime: directoryTime(new Date(plan.now.getTime() - (10 + pick(900, ...seed)) * DAY)),
      renewedDateTime: directoryTime(new Date(plan.now.getTime() - 10 * DAY)),
      onPremisesSyncEnabled: null,
      proxyAddresses: mailEnabled ? [`SMTP:${mailNickname}@${plan.domain}`] : [],
      resourceProvisioningOptions: kind === 'unified' && index % 2 === 0 ? ['Team'] : [],
      creationOptions: [],
      isAssignableToRole: null,
    })
    const stride = index === 0 ? 1 : 2 + pick(6, ...seed, 'stride')
    members.set(
      id,
      users.filter((user, position) => user['userType'] === 'Member' && position % stride === 0).map((user) => user.id),
    )
    owners.set(id, users.length > 0 ? [choose(users, ...seed, 'owner').id] : [])
  }
  return { groups, members, owners }
}
