import { Injectable } from '@nestjs/common'
import { activeSets, type DataCategory, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import type { TenantDataAccess } from './data-access.dto.js'
import { ReadingConnections } from './reading-connections.js'
import type { ResourceRow } from './snapshot-rows.js'

type Category = TenantDataAccess['categories'][number]

/** What is known of a resource from the snapshots of a tenant. */
interface LastRead {
  resource: string
  /** Of the last snapshot that asked for it. */
  status: Category['resources'][number]['status']
  detail: ResourceRow['detail']
  /** When it was last read, and how many objects there were then. */
  read_at: Date | null
  objects: number | null
}

/** What is read of a tenant, and what never is. */
@Injectable()
export class DataAccessOfTenants {
  constructor(
    private readonly database: Database,
    private readonly connections: ReadingConnections,
  ) {}

  get(organizationId: string, tenantId: string): Promise<TenantDataAccess> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      const connections = await this.connections.of(tx, tenantId)
      const last = new Map((await lastReads(tx, tenantId)).map((row) => [row.resource, row]))
      const plugins = [...new Set(connections.map(({ plugin }) => plugin))]
      return {
        categories: connections.flatMap(({ row, plugin }) => categoriesOf(plugin, row, last)),
        neverReads: [...new Set(plugins.flatMap(({ forbiddenCalls }) => forbiddenCalls.map(({ what }) => what)))].map(
          (what) => ({
            what,
            providers: plugins
              .filter(({ forbiddenCalls }) => forbiddenCalls.some((call) => call.what === what))
              .map(({ name }) => name),
          }),
        ),
      }
    })
  }
}

/** Every feature that reads something: under the categories that the plugin declares for it, or under its own name. */
function categoriesOf(plugin: ProviderPlugin, row: ConnectionRow, last: ReadonlyMap<string, LastRead>): Category[] {
  const { readers = [], dataCategories, permissionSets } = plugin
  const on = new Set(activeSets(permissionSets, row.kind, row.sets).map(({ id }) => id))
  return permissionSets
    .filter(({ kinds }) => kinds === undefined || kinds.includes(row.kind))
    .flatMap((set) => {
      const resources = readers.filter((reader) => reader.set === set.id).map((reader) => resourceOf(reader, last))
      const declared = dataCategories.filter((category) => category.set === set.id)
      const undeclared: Omit<DataCategory, 'set'>[] =
        resources.length > 0 ? [{ id: set.id, name: set.name, reads: `${set.feature}.` }] : []
      const elsewhere = new Set(declared.flatMap(({ services = [] }) => services))
      return (declared.length > 0 ? declared : undeclared).map(({ id, name, reads, services }) => {
        const own = resources.filter(({ service }) => (services ? services.includes(service) : !elsewhere.has(service)))
        const [lastReadAt = null] = own
          .flatMap((one) => one.lastReadAt ?? [])
          .toSorted()
          .toReversed()
        return {
          id,
          name,
          reads,
          provider: { id: plugin.id, name: plugin.name },
          connection: { id: row.id, name: row.name },
          set: { id: set.id, name: set.name },
          on: on.has(set.id),
          lastReadAt,
          resources: own,
        }
      })
    })
}

function resourceOf(
  { resource, permissions, licence }: NonNullable<ProviderPlugin['readers']>[number],
  last: ReadonlyMap<string, LastRead>,
): Category['resources'][number] {
  const known = last.get(resource.id)
  const { reason } = (known?.detail ?? {}) as { reason?: string }
  return {
    resource: resource.id,
    name: resource.name,
    service: resource.service,
    permissions: [...permissions],
    licence: licence ?? null,
    status: known?.status ?? null,
    reason: reason ?? null,
    lastReadAt: known?.read_at?.toISOString() ?? null,
    objects: known?.objects ?? null,
  }
}

function lastReads(tx: EntityManager, tenantId: string): Promise<LastRead[]> {
  return tx.query<LastRead[]>(
    `with known as (
       select r.* from snapshot_resources r join snapshots s on s.id = r.snapshot_id
       where s.tenant_id = $1 and r.status not in ('waiting', 'reading')),
     last_read as (
       select distinct on (resource) resource, read_at, objects from known where status = 'read'
       order by resource, snapshot_id desc)
     select distinct on (k.resource) k.resource, k.status, k.detail, l.read_at, l.objects
     from known k left join last_read l using (resource) order by k.resource, k.snapshot_id desc`,
    [tenantId],
  )
}
