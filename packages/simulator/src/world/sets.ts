import { exchangeSeeds } from '../exchange/seeds.js'
import { sharePointSeeds } from '../sharepoint/seeds.js'
import { EntitySet } from '../store/entity-set.js'
import { type LinkSeed, Links } from '../store/links.js'
import { type Entity, type Seed, seeded } from '../store/seed.js'
import { seedDirectoryAudits } from './audits.js'
import { teamsSeeds } from '../teams/configurations.js'
import { seedAdministrativeUnitMembers, seedAdministrativeUnits } from './administrative-units.js'
import { seedApplications } from './apps/applications.js'
import {
  seedApplicationOwners,
  seedAppRoleAssignments,
  seedPermissionClassifications,
  seedPermissionGrants,
  seedServicePrincipalOwners,
} from './apps/grants.js'
import { seedServicePrincipals } from './apps/service-principals.js'
import { seedAuthentications } from './authentication.js'
import { seedContacts } from './contacts.js'
import { seedAccessAssignments } from './delegated-administration.js'
import { seedDevices } from './devices.js'
import { seedGroups, seedManagers, seedMembers, seedOwners, seedUsers } from './directory.js'
import type { Tenant } from './model.js'
import { policySeeds } from './policies/sets.js'
import { withResourceAccounts } from './resource-accounts.js'
import { seedRiskDetections, seedRiskyUsers } from './risk.js'
import { seedDirectoryRoles, seedRoleAssignments, seedRoleEligibilities } from './role-holders.js'
import { seedSignIns } from './sign-ins.js'

/** Every kind of object that a tenant has, and what it began with. */
const seeds: Record<string, (tenant: Tenant) => Seed | Entity[]> = {
  users: (tenant) => withResourceAccounts(tenant, seedUsers(tenant)),
  groups: seedGroups,
  devices: seedDevices,
  contacts: seedContacts,
  administrativeUnits: seedAdministrativeUnits,
  applications: seedApplications,
  servicePrincipals: seedServicePrincipals,
  appRoleAssignments: seedAppRoleAssignments,
  oauth2PermissionGrants: seedPermissionGrants,
  delegatedPermissionClassifications: seedPermissionClassifications,
  federatedIdentityCredentials: () => [],
  directoryRoles: seedDirectoryRoles,
  delegatedAdminAccessAssignments: seedAccessAssignments,
  delegatedAdminRequests: () => [],
  delegatedAdminOperations: () => [],
  roleAssignments: seedRoleAssignments,
  roleEligibilities: seedRoleEligibilities,
  directoryAudits: seedDirectoryAudits,
  deletedItems: () => [],
  authentications: seedAuthentications,
  signIns: seedSignIns,
  riskyUsers: seedRiskyUsers,
  riskDetections: seedRiskDetections,
  mailboxSettings: () => [],
  outlookCategories: () => [],
  ...policySeeds,
  ...exchangeSeeds,
  ...sharePointSeeds,
  ...teamsSeeds,
}

/** Every kind of link: the set of its owners, and what it began with. */
const linkSeeds: Record<string, { owners: string; seed: (tenant: Tenant) => LinkSeed }> = {
  members: { owners: 'groups', seed: seedMembers },
  owners: { owners: 'groups', seed: seedOwners },
  applicationOwners: { owners: 'applications', seed: seedApplicationOwners },
  servicePrincipalOwners: { owners: 'servicePrincipals', seed: seedServicePrincipalOwners },
  manager: { owners: 'users', seed: seedManagers },
  administrativeUnitMembers: { owners: 'administrativeUnits', seed: seedAdministrativeUnitMembers },
}

/** The objects of one tenant, made when they are first asked for. */
export class TenantSets {
  readonly #sets = new Map<string, EntitySet>()
  readonly #links = new Map<string, Links>()

  constructor(private readonly tenant: Tenant) {}

  set(name: string): EntitySet {
    let set = this.#sets.get(name)
    if (!set) {
      const seed = seeds[name]?.(this.tenant)
      if (!seed) throw new Error(`world/sets.ts has no set '${name}'.`)
      set = new EntitySet(name, Array.isArray(seed) ? seeded(seed) : seed)
      this.#sets.set(name, set)
    }
    return set
  }

  links(name: string): Links {
    let links = this.#links.get(name)
    if (!links) {
      const facts = linkSeeds[name]
      if (!facts) throw new Error(`world/sets.ts has no links '${name}'.`)
      links = new Links(name, this.set(facts.owners), facts.seed(this.tenant))
      this.#links.set(name, links)
    }
    return links
  }
}
