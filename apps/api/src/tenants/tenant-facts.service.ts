import { Injectable } from '@nestjs/common'
import { activeSets, comparePermissions, type ProviderPlugin, serviceAbsent } from '@tenantry/core'
import { z } from 'zod'
import { connectionRow } from '../connections/connection-rows.js'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { lastChecks } from './tenant-checks.js'
import { tenantRow } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'
import type { TenantActivityPage, TenantDiagnostics } from './tenant-facts.dto.js'

interface ActivityRow {
  id: string
  sequence: string
  at: Date
  actor_kind: 'user' | 'apiKey' | 'system'
  actor_name: string
  action: string
  result: 'success' | 'failure'
  summary: string
  tenants: number
  request_id: string | null
}

/** What happened to a tenant, and why it is as it is. */
@Injectable()
export class TenantFactsService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
  ) {}

  /** From the audit log: what was done to the tenant itself, and to many of which it is one. Latest first. */
  activity(
    organizationId: string,
    id: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof TenantActivityPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, id)
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.int()]))
      const rows = await tx.query<ActivityRow[]>(
        `select id, sequence, at, actor_kind, actor_name, action, result, summary, request_id,
           case when jsonb_typeof(details -> 'tenants') = 'array'
             then greatest(jsonb_array_length(details -> 'tenants'), 1) else 1 end as tenants
         from audit_events
         where organization_id = $1 and ($3::bigint is null or sequence < $3)
           and (subject_kind = 'tenant' and subject_id = $2 or details -> 'tenants' ? $2)
         order by sequence desc limit $4`,
        [organizationId, id, before, limit + 1],
      )
      const { items, nextCursor } = toPage(rows, limit, ({ sequence }) => [Number(sequence)])
      return {
        items: items.map((row) => ({
          id: row.id,
          at: row.at.toISOString(),
          actor: { kind: row.actor_kind, name: row.actor_name },
          action: row.action,
          result: row.result,
          summary: row.summary,
          tenants: row.tenants,
          requestId: row.request_id,
        })),
        nextCursor,
      }
    })
  }

  diagnostics(organizationId: string, id: string): Promise<TenantDiagnostics> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await tenantRow(tx, id)
      const connection = await connectionRow(tx, row.connectionId)
      const plugin = this.registry.find(connection.providerId)
      const mayConsent = new Set(plugin?.capabilities?.consent?.partnerRoles.map((role) => role.id))
      return {
        ...permissionsOf(row, connection, plugin),
        tokenAt: row.verifiedAt?.toISOString() ?? null,
        services: servicesOf(row, plugin),
        roles: row.relationships.flatMap(({ name: relationship, status, roles }) =>
          roles.map((role) => ({ name: role.name, relationship, status, mayConsent: mayConsent.has(role.id) })),
        ),
        checks: await lastChecks(tx, id),
      }
    })
  }
}

function permissionsOf(
  { granted, inapplicable }: TenantRow,
  { kind, sets }: ConnectionRow,
  plugin: ProviderPlugin | undefined,
): Pick<TenantDiagnostics, 'permissions' | 'beyond'> {
  if (!plugin) return { permissions: [], beyond: granted }
  const wanted = activeSets(plugin.permissionSets, kind, sets).flatMap(({ name: feature, permissions }) =>
    permissions.map(({ name, resource: api }) => ({ name, api, feature })),
  )
  const names = wanted.map(({ name }) => name)
  const statuses = comparePermissions(names, granted, plugin.lattice)
  const missing = new Set(inapplicable)
  return {
    permissions: wanted.map((permission, index) => {
      const { status = 'missing', by } = statuses[index] ?? {}
      return {
        ...permission,
        status: status === 'missing' && missing.has(permission.name) ? 'inapplicable' : status,
        ...(by !== undefined && { by }),
      }
    }),
    beyond: granted.filter((name) => !names.includes(name)),
  }
}

function servicesOf({ onboarding: { mailboxes } }: TenantRow, plugin: ProviderPlugin | undefined) {
  const name = plugin?.capabilities?.mailboxes?.service
  if (name === undefined) return []
  if (mailboxes.problem?.code === serviceAbsent.kind.code) return [{ name, status: 'absent' as const }]
  const there = mailboxes.status === 'working' || mailboxes.status === 'propagating'
  return [{ name, status: there ? ('there' as const) : ('unknown' as const) }]
}
