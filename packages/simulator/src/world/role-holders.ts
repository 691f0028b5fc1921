import { populationOf } from './apps/population.js'
import { directoryTime, emergencyAccounts } from './directory.js'
import { guid } from './ids.js'
import { findSku } from './licences.js'
import type { Entity, Tenant } from './model.js'
import { directoryRoles, roleTemplateId } from './roles.js'

const DAY = 86_400_000
const HOUR = 3_600_000

/** Narrower roles, in the order in which a tenant hands them out. */
const NARROWER = [
  'User Administrator',
  'Global Reader',
  'Exchange Administrator',
  'Helpdesk Administrator',
  'SharePoint Administrator',
  'Application Administrator',
  'Privileged Role Administrator',
  'Security Reader',
  'Teams Administrator',
  'Security Administrator',
]

interface Held {
  role: string
  principal: Entity
  type: 'user' | 'group' | 'servicePrincipal'
  /** Kept out of PIM: an account for emergencies. */
  emergency?: boolean
}

interface RoleHolders {
  assignments: Entity[]
  eligibilities: Entity[]
}

const holders = new WeakMap<Tenant, RoleHolders>()

function holdersOf(tenant: Tenant): RoleHolders {
  let found = holders.get(tenant)
  if (!found) {
    found = handOut(tenant)
    holders.set(tenant, found)
  }
  return found
}

export const seedRoleAssignments = (tenant: Tenant): Entity[] => holdersOf(tenant).assignments
export const seedRoleEligibilities = (tenant: Tenant): Entity[] => holdersOf(tenant).eligibilities

/** The roles that are activated in the tenant: those that somebody has held. */
export function seedDirectoryRoles(tenant: Tenant): Entity[] {
  const { assignments, eligibilities } = holdersOf(tenant)
  const used = new Set([...assignments, ...eligibilities].map((held) => held['roleDefinitionId']))
  used.add(roleTemplateId('Global Administrator'))
  return Object.entries(directoryRoles)
    .filter(([, templateId]) => used.has(templateId))
    .map(([displayName, templateId]) => activatedRole(tenant, displayName, templateId))
}

export function activatedRole(tenant: Tenant, displayName: string, templateId: string): Entity {
  return {
    id: guid(tenant.id, 'directory-role', templateId),
    description: `Can do what the role ${displayName} allows.`,
    displayName,
    roleTemplateId: templateId,
  }
}

/** The same for the same role, principal and scope. */
export function roleAssignmentId(roleDefinitionId: string, principalId: string, scope: string): string {
  const bytes = Buffer.from(
    guid(roleDefinitionId, principalId, scope).replaceAll('-', '') + roleDefinitionId.replaceAll('-', ''),
    'hex',
  )
  return `${bytes.toString('base64url')}-1`
}

/** Entra ID P2 was bought, whether or not it has lapsed since. */
function boughtP2(tenant: Tenant): boolean {
  return tenant.purchases.some(({ skuPartNumber }) =>
    findSku(skuPartNumber).servicePlans.some(({ servicePlanName }) => servicePlanName === 'AAD_PREMIUM_P2'),
  )
}

function handOut(tenant: Tenant): RoleHolders {
  const held = [...people(tenant), ...groups(tenant), ...servicePrincipals(tenant)]
  const managed = boughtP2(tenant) && tenant.good('roles are eligible')
  const tried = boughtP2(tenant) && !managed
  const result: RoleHolders = { assignments: [], eligibilities: [] }
  for (const [index, one] of held.entries()) {
    // Where nobody finished the job, a few people were moved to PIM.
    const moved = managed || (tried && index % 5 === 4)
    if (!moved || one.type === 'servicePrincipal' || one.emergency) {
      result.assignments.push(permanent(tenant, one, managed || tenant.good('roles are given through PIM')))
      continue
    }
    const eligible = eligibility(tenant, one)
    result.eligibilities.push(eligible)
    if (index % 4 === 3) result.assignments.push(activated(tenant, one, eligible))
  }
  return result
}

/** Users to choose from: looking at the first ones is enough, and all there is time for in a tenant of half a million. */
function candidates(tenant: Tenant): { members: Entity[]; guest: Entity | undefined; dormant: Entity | undefined } {
  const { seed } = tenant.set('users')
  const first = Array.from({ length: Math.min(seed.size, 80) }, (_, index) => seed.at(index))
  const last = Array.from({ length: Math.min(seed.size, 5) }, (_, index) => seed.at(seed.size - 1 - index))
  const enabled = first.filter((user) => user['userType'] === 'Member' && user['accountEnabled'] === true)
  const cloudOnly = enabled.filter((user) => user['onPremisesSyncEnabled'] !== true)
  const members = tenant.good('administrators are cloud-only') && cloudOnly.length > 2 ? cloudOnly : enabled
  return {
    members,
    guest: last.find((user) => user['userType'] === 'Guest'),
    dormant: first.find((user) => user['userType'] === 'Member' && user['accountEnabled'] === false),
  }
}

function people(tenant: Tenant): Held[] {
  const { members, guest, dormant } = candidates(tenant)
  const share = Math.max(1, Math.floor(members.length / 3))
  const globals = Math.min(tenant.good('few Global Administrators') ? 3 : 10, share)
  const narrower = Math.min(tenant.good('narrower roles are used') ? NARROWER.length : 3, members.length - globals)
  const person = (role: string, principal: Entity): Held => ({ role, principal, type: 'user' })
  const kept = new Set(emergencyAccounts(tenant).map(({ id }) => id))
  return [
    ...members.slice(0, globals).map((user, index) => ({
      ...person('Global Administrator', user),
      emergency: kept.size > 0 ? kept.has(user.id) : index === 0,
    })),
    ...members.slice(globals, globals + narrower).map((user, index) => person(NARROWER[index] as string, user)),
    ...(guest && !tenant.good('no guest is an administrator') ? [person('User Administrator', guest)] : []),
    ...(dormant && !tenant.good('no dormant administrator') ? [person('Exchange Administrator', dormant)] : []),
  ]
}

/** Only a role-assignable group may hold a role. */
function groups(tenant: Tenant): Held[] {
  const { seed } = tenant.set('groups')
  const first = Array.from({ length: Math.min(seed.size, 200) }, (_, index) => seed.at(index))
  const group = first.find((candidate) => candidate['isAssignableToRole'] === true)
  return group ? [{ role: 'Helpdesk Administrator', principal: group, type: 'group' }] : []
}

/** What the world began with; and a badly run tenant made an application of its own all-powerful. */
function servicePrincipals(tenant: Tenant): Held[] {
  const own = populationOf(tenant).find(({ kind }) => kind === 'own')
  return [
    ...tenant.servicePrincipals.flatMap(({ id, displayName, rolesAtFirst }) =>
      rolesAtFirst.map((role): Held => ({ role, principal: { id, displayName }, type: 'servicePrincipal' })),
    ),
    ...(own && !tenant.good('no application is a Global Administrator')
      ? [
          {
            role: 'Global Administrator',
            principal: { id: own.servicePrincipalId, displayName: own.name },
            type: 'servicePrincipal' as const,
          },
        ]
      : []),
  ]
}

/** What every assignment and eligibility says. Those of PIM have a start; one made past it has none. */
export function roleEntity(
  tenant: Tenant,
  { role, principal, type }: { role: string; principal: { id: string }; type: string },
  facts: { id: string; start: Date | null; end: Date | null; created: Date },
): Entity {
  return {
    id: facts.id,
    appScopeId: null,
    condition: null,
    createdDateTime: directoryTime(facts.created),
    directoryScopeId: '/',
    endDateTime: facts.end ? directoryTime(facts.end) : null,
    memberType: 'Direct',
    principalId: principal.id,
    principalOrganizationId: tenant.id,
    principalType: type,
    roleDefinitionId: role,
    startDateTime: facts.start ? directoryTime(facts.start) : null,
  }
}

function permanent(tenant: Tenant, held: Held, throughPim: boolean): Entity {
  const role = roleTemplateId(held.role)
  const created = new Date(tenant.begunAt.getTime() - 300 * DAY)
  const id = roleAssignmentId(role, held.principal.id, '/')
  const start = throughPim ? created : null
  return { ...roleEntity(tenant, { ...held, role }, { id, start, end: null, created }), assignmentType: 'Assigned' }
}

function eligibility(tenant: Tenant, held: Held): Entity {
  const role = roleTemplateId(held.role)
  const created = new Date(tenant.begunAt.getTime() - 200 * DAY)
  const end = tenant.good('eligibility ends') ? new Date(created.getTime() + 365 * DAY) : null
  const id = guid(tenant.id, 'eligibility', role, held.principal.id)
  return roleEntity(tenant, { ...held, role }, { id, start: created, end, created })
}

function activated(tenant: Tenant, held: Held, eligible: Entity): Entity {
  const role = roleTemplateId(held.role)
  const start = new Date(tenant.begunAt.getTime() - HOUR)
  const id = roleAssignmentId(role, held.principal.id, '/activated')
  return {
    ...roleEntity(tenant, { ...held, role }, { id, start, end: new Date(start.getTime() + 8 * HOUR), created: start }),
    assignmentType: 'Activated',
    eligibilityId: eligible.id,
  }
}
