import { activeSets, comparePermissions, type ProviderPlugin, type PublicSetup, type SetupStep } from '@tenantry/core'
import type { z } from 'zod'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { isAwaited } from './onboarding.js'
import { refOf } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'
import type { TenantDetail, TenantSummary } from './tenants.dto.js'

/** What a view of a tenant needs besides its row. */
export interface Surroundings {
  connection: ConnectionRow
  plugin: ProviderPlugin | undefined
  /** Name of a provider by its id. */
  nameOf: (providerId: string) => string
  groups: { id: string; name: string }[]
}

export function summaryOf(row: TenantRow, { connection, plugin, nameOf, groups }: Surroundings): TenantSummary {
  const { consent, mailboxes } = row.onboarding
  return {
    id: row.id,
    connectionId: row.connectionId,
    providerTenantId: row.providerTenantId,
    name: row.name,
    slug: row.slug,
    defaultDomain: row.defaultDomain,
    own: row.own,
    simulated: connection.simulated,
    relationship: {
      status: row.relationshipStatus,
      endsAt: row.relationshipEndsAt?.toISOString() ?? null,
      autoExtends: row.relationshipAutoExtends,
      lacksConsentRole: row.lacksConsentRole,
    },
    consent: {
      status: consent.status,
      since: consent.since,
      wanted: plugin ? wantedBy(plugin, connection).size : 0,
      missing: consent.missing,
      awaited: isAwaited(consent, new Date()),
      problem: consent.problem ?? null,
    },
    mailboxes: {
      status: mailboxes.status,
      since: mailboxes.since,
      servedBy: mailboxes.servedBy ?? null,
      servedByName: mailboxes.servedBy === undefined ? null : nameOf(mailboxes.servedBy),
      direct: mailboxes.servedBy === connection.providerId,
      unreachableSince: mailboxes.unreachableSince ?? null,
      propagatingSince: mailboxes.propagatingSince ?? null,
      problem: mailboxes.problem ?? null,
      elsewhere: mailboxes.elsewhere ?? [],
    },
    readySince: row.readySince?.toISOString() ?? null,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
    goneAt: row.goneAt?.toISOString() ?? null,
    tags: row.tags,
    groups,
  }
}

function wantedBy(plugin: ProviderPlugin, { kind, sets }: ConnectionRow): Set<string> {
  const active = activeSets(plugin.permissionSets, kind, sets)
  return new Set(active.flatMap(({ permissions }) => permissions.map(({ name }) => name)))
}

export function detailOf(
  row: TenantRow,
  surroundings: Surroundings,
  usualPropagation: TenantDetail['usualPropagation'],
  twins: TenantDetail['twins'] = [],
): TenantDetail {
  const { connection, plugin } = surroundings
  const setup: PublicSetup = { kind: connection.kind, config: connection.config, sets: connection.sets }
  const tenant = refOf(row)
  const { consent, mailboxes } = plugin?.capabilities ?? {}
  return {
    ...summaryOf(row, surroundings),
    domains: row.domains,
    consentRoles: consent?.partnerRoles.map(({ name }) => name) ?? [],
    inapplicable: row.inapplicable,
    appName: row.appName,
    note: row.note,
    mailboxesWanted: row.mailboxesWanted,
    relationships: row.relationships.map((relationship) => ({ ...relationship, roles: [...relationship.roles] })),
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    granted: row.granted,
    mailboxService: mailboxes?.service ?? null,
    steps: {
      consent: consent && plugin ? stepOf(consent.guide(setup, tenant), plugin) : null,
      mailboxes: mailboxes?.guide && plugin ? stepOf(mailboxes.guide(setup, tenant), plugin) : null,
    },
    whatIf: plugin ? { features: featuresOf(plugin, setup, row.granted) } : null,
    usualPropagation,
    twins,
    reviewLink: consent?.reviewLink?.(setup, tenant) ?? null,
  }
}

function stepOf(step: SetupStep, plugin: ProviderPlugin): z.output<typeof TenantDetail>['steps']['consent'] {
  const roleName = (id: string) => plugin.roles.find((role) => role.id === id)?.name ?? id
  return {
    title: step.title,
    instructions: [...step.instructions],
    ...(step.link && { link: step.link }),
    ...(step.copy && { copy: [...step.copy] }),
    ...(step.warning && { warning: step.warning }),
    ...(step.note && { note: step.note }),
    who: { enough: step.who.enough.map(roleName), notEnough: (step.who.notEnough ?? []).map(roleName) },
  }
}

/** What consent would light up, and what works already (N4). */
function featuresOf(plugin: ProviderPlugin, setup: PublicSetup, granted: readonly string[]) {
  return activeSets(plugin.permissionSets, setup.kind, setup.sets).map(({ id, name, feature, permissions }) => {
    const statuses = comparePermissions(
      permissions.map((permission) => permission.name),
      granted,
      plugin.lattice,
    )
    return {
      set: id,
      name,
      feature,
      works: { now: statuses.every(({ status }) => status !== 'missing'), after: true },
      permissions: permissions.map(({ name: permission, resource, why, risk, write }, index) => ({
        name: permission,
        api: resource,
        why,
        risk,
        write,
        now: statuses[index]?.status ?? 'missing',
      })),
    }
  })
}
