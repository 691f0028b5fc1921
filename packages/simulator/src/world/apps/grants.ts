import type { LinkSeed } from '../../store/links.js'
import { resourceObjectId } from '../consent.js'
import { directoryTime } from '../directory.js'
import { guid, pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { GRAPH_APP_ID } from '../resources.js'
import { catalogue, type PopulationApp, populationOf } from './population.js'
import { graphRoleId } from './applications.js'
import { graphScopes } from './service-principals.js'

const DAY = 86_400_000

/** The app role of an application that has none of its own. */
export const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000'

/** App roles granted to the applications that a tenant began with, and access given to its people and groups. */
export function seedAppRoleAssignments(tenant: Tenant): Entity[] {
  const population = populationOf(tenant)
  return [
    ...population.flatMap((app) => app.permissions.map((role) => granted(tenant, app, role))),
    ...population.filter(({ kind }) => kind === 'saas').flatMap((app) => access(tenant, app)),
  ]
}

function granted(tenant: Tenant, app: PopulationApp, role: string): Entity {
  return {
    id: guid(app.servicePrincipalId, 'grant', role),
    appRoleId: graphRoleId(role),
    createdDateTime: since(tenant, app.ageDays),
    principalDisplayName: app.name,
    principalId: app.servicePrincipalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: resourceObjectId(tenant, GRAPH_APP_ID),
  }
}

function access(tenant: Tenant, app: PopulationApp): Entity[] {
  const groups = tenant.set('groups').seed
  const users = tenant.set('users').seed
  const group = groups.size > 0 ? groups.at(app.index % groups.size) : undefined
  const user = users.size > 0 ? users.at(pick(users.size, app.servicePrincipalId)) : undefined
  const assigned = (principal: Entity, principalType: string): Entity => ({
    id: guid(app.servicePrincipalId, 'access', principal.id),
    appRoleId: DEFAULT_ACCESS,
    createdDateTime: since(tenant, Math.floor(app.ageDays / 2)),
    principalDisplayName: principal['displayName'],
    principalId: principal.id,
    principalType,
    resourceDisplayName: app.name,
    resourceId: app.servicePrincipalId,
  })
  return [
    ...(group && app.index % 2 === 0 ? [assigned(group, 'Group')] : []),
    ...(user ? [assigned(user, 'User')] : []),
  ]
}

/** Delegated permissions: an administrator's consent for all; people's own where they may consent. */
export function seedPermissionGrants(tenant: Tenant): Entity[] {
  const users = tenant.set('users').seed
  return populationOf(tenant)
    .filter(({ scopes }) => scopes.length > 0)
    .map((app): Entity => {
      const personal = !app.verified && users.size > 0 && !tenant.good('people do not consent')
      const principal = personal ? users.at(pick(users.size, app.servicePrincipalId, 'consent')) : undefined
      return {
        id: opaqueId(app.servicePrincipalId, 'consent'),
        clientId: app.servicePrincipalId,
        consentType: principal ? 'Principal' : 'AllPrincipals',
        principalId: principal?.id ?? null,
        resourceId: resourceObjectId(tenant, GRAPH_APP_ID),
        scope: app.scopes.join(' '),
      }
    })
}

/** Ids that look like nothing, as those of grants do. */
export function opaqueId(...seed: string[]): string {
  return Buffer.from(guid(...seed).replaceAll('-', '') + guid(...seed, 'more').replaceAll('-', ''), 'hex').toString(
    'base64url',
  )
}

/** Of an application of the house: one of its people, or nobody. Those that may do too much should have no owner. */
export function seedApplicationOwners(tenant: Tenant): LinkSeed {
  return owners(tenant, ({ objectId }) => objectId)
}

export function seedServicePrincipalOwners(tenant: Tenant): LinkSeed {
  return owners(tenant, ({ servicePrincipalId }) => servicePrincipalId)
}

function owners(tenant: Tenant, owned: (app: PopulationApp) => string): LinkSeed {
  const users = tenant.set('users').seed
  const owner = new Map(
    populationOf(tenant)
      .filter((app) => app.kind === 'own' && users.size > 0 && hasOwner(tenant, app))
      .map((app) => [owned(app), users.at(pick(Math.min(users.size, 50), app.appId, 'owner')).id]),
  )
  const of = (id: string) => [owner.get(id) ?? []].flat()
  return {
    of,
    has: (ownedId, id) => of(ownedId).includes(id),
    ownersOf: (id) => [...owner].filter(([, person]) => person === id).map(([ownedId]) => ownedId),
  }
}

function hasOwner(tenant: Tenant, app: PopulationApp): boolean {
  const powerful = app.permissions.some((name) => catalogue.risky.includes(name))
  return powerful ? !tenant.good('powerful applications have no owners') : app.index % 3 !== 2
}

/** Delegated permissions that people may consent to themselves where the tenant classified them as low. */
export function seedPermissionClassifications(tenant: Tenant): Entity[] {
  if (!tenant.good('permissions are classified')) return []
  const graph = resourceObjectId(tenant, GRAPH_APP_ID)
  return ['User.Read', 'openid', 'profile', 'email', 'offline_access'].map((name) => ({
    id: opaqueId(graph, 'classification', name),
    classification: 'low',
    permissionId: graphScopes[name],
    permissionName: name,
    servicePrincipalId: graph,
  }))
}

function since(tenant: Tenant, days: number): string {
  return directoryTime(new Date(tenant.begunAt.getTime() - days * DAY))
}
