import { directoryTime } from './directory.js'
import { pick } from './ids.js'
import type { Entity, Tenant } from './model.js'
import { assignedPlans, licenceStates, provisionedPlans } from './service-plans.js'

const DAY = 86_400_000

/** Properties of a user that follow from the others, made only for those who ask for them. */
const FACTS: Record<string, (tenant: Tenant, user: Entity) => unknown> = {
  assignedPlans,
  provisionedPlans,
  licenseAssignmentStates: (_tenant, user) => licenceStates(user),
  identities: (tenant, user) => [
    {
      signInType: 'userPrincipalName',
      issuer: tenant.domains.find(({ isInitial }) => isInitial)?.name ?? null,
      issuerAssignedId: user['userPrincipalName'],
    },
  ],
  securityIdentifier: (_tenant, { id }) => securityIdentifier(id),
  creationType: (_tenant, user) => (user['userType'] === 'Guest' ? 'Invitation' : null),
  imAddresses: (_tenant, user) =>
    user['userType'] === 'Guest' ? [] : [String(user['userPrincipalName']).toLowerCase()],
  lastPasswordChangeDateTime: passwordChangedAt,
  signInSessionsValidFromDateTime: passwordChangedAt,
  passwordPolicies: (tenant, user) =>
    user['onPremisesSyncEnabled'] === true || pick(12, tenant.id, user.id, 'never-expires') === 0
      ? 'DisablePasswordExpiration'
      : null,
  employeeId: (_tenant, user) =>
    user['userType'] === 'Guest' ? null : String(10_000 + pick(89_999, user.id, 'number')),
  employeeType: (_tenant, user) => (user['userType'] === 'Guest' ? null : 'Employee'),
  companyName: (tenant, user) => (user['userType'] === 'Guest' ? null : tenant.name),
  country: (tenant, user) => (user['userType'] === 'Guest' ? null : tenant.country),
  ageGroup: () => null,
  showInAddressList: () => null,
  isResourceAccount: () => null,
  authorizationInfo: () => ({ certificateUserIds: [] }),
  onPremisesExtensionAttributes: () =>
    Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, null])),
  onPremisesDomainName: (tenant, user) => synced(user, () => `${tenant.domains[0]?.name.split('.')[0]}.local`),
  onPremisesSamAccountName: (_tenant, user) => synced(user, () => String(user['mailNickname']).slice(0, 20)),
  onPremisesUserPrincipalName: (_tenant, user) => synced(user, () => user['userPrincipalName']),
  onPremisesImmutableId: (_tenant, user) =>
    synced(user, () => Buffer.from(user.id.replaceAll('-', ''), 'hex').toString('base64')),
  onPremisesSecurityIdentifier: (tenant, user) =>
    synced(user, () => `S-1-5-21-${domainNumbers(tenant)}-${1_100 + pick(90_000, user.id, 'rid')}`),
  onPremisesDistinguishedName: (tenant, user) =>
    synced(
      user,
      () => `CN=${String(user['displayName'])},OU=Users,DC=${tenant.domains[0]?.name.split('.')[0]},DC=local`,
    ),
  onPremisesLastSyncDateTime: (tenant, user) =>
    synced(user, () => directoryTime(new Date(tenant.begunAt.getTime() - pick(30, tenant.id, 'sync') * 60_000))),
}

const NAMES = Object.keys(FACTS)

/** What these change with in a person's life; the others stay as they are. */
export const FACT_SOURCES: Readonly<Record<string, readonly string[]>> = {
  assignedPlans: ['assignedLicenses'],
  provisionedPlans: ['assignedLicenses'],
  licenseAssignmentStates: ['assignedLicenses'],
  identities: ['userPrincipalName'],
  imAddresses: ['userPrincipalName'],
  onPremisesUserPrincipalName: ['userPrincipalName'],
}

/** Those of the properties above that a query mentions. */
export function factsAskedFor(query: string): string[] {
  const text = query.toLowerCase()
  return NAMES.filter((name) => text.includes(name.toLowerCase()))
}

/** The user with those of these properties that are not stored. */
export function withFacts(tenant: Tenant, user: Entity, names: Iterable<string>): Entity {
  const facts: Record<string, unknown> = {}
  for (const name of names) {
    const make = FACTS[name]
    if (make && !(name in user)) facts[name] = make(tenant, user)
  }
  return { ...user, ...facts }
}

function synced(user: Entity, fact: () => unknown): unknown {
  return user['onPremisesSyncEnabled'] === true ? fact() : null
}

function passwordChangedAt(tenant: Tenant, user: Entity): string {
  const created = Date.parse(String(user['createdDateTime']))
  const ago = tenant.begunAt.getTime() - pick(900, user.id, 'password') * DAY
  return directoryTime(new Date(Math.max(created, ago)))
}

function domainNumbers(tenant: Tenant): string {
  return [1, 2, 3].map((part) => pick(4_000_000_000, tenant.id, 'domain', part)).join('-')
}

/** A cloud identifier is the object id read as four numbers. */
function securityIdentifier(id: string): string {
  const hex = id.replaceAll('-', '')
  const bytes = Buffer.from(
    hex.slice(6, 8) +
      hex.slice(4, 6) +
      hex.slice(2, 4) +
      hex.slice(0, 2) +
      hex.slice(10, 12) +
      hex.slice(8, 10) +
      hex.slice(14, 16) +
      hex.slice(12, 14) +
      hex.slice(16),
    'hex',
  )
  return `S-1-12-1-${[0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)).join('-')}`
}
