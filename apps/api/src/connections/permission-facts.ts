import { activeSets, comparePermissions, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import type { PermissionFacts } from './connection-facts.dto.js'
import type { ConnectionRow } from './connection.entity.js'

/** Puts granted, needed and used permissions side by side. */
export async function permissionFacts(
  tx: EntityManager,
  row: ConnectionRow,
  plugin: ProviderPlugin,
): Promise<z.output<typeof PermissionFacts>> {
  const uses: { permission: string; last_used_at: Date }[] = await tx.query(
    'select permission, last_used_at from permission_uses where connection_id = $1',
    [row.id],
  )
  const lastUse = (name: string) =>
    uses.find(({ permission }) => permission === name)?.last_used_at.toISOString() ?? null
  const sets = activeSets(plugin.permissionSets, row.kind, row.sets)
  const declared = new Map(
    plugin.permissionSets.flatMap(({ permissions }) => permissions).map((permission) => [permission.name, permission]),
  )
  const needed = [...new Set(sets.flatMap(({ permissions }) => permissions.map(({ name }) => name)))]
  const known = row.checkedAt !== null && row.granted.length > 0
  const wanted = comparePermissions(needed, row.granted, plugin.lattice).map((status) => ({
    name: status.name,
    status: known ? status.status : ('unknown' as const),
    coveredBy: status.by ?? null,
    needed: true,
  }))
  const extra = row.granted
    .filter((name) => !needed.includes(name))
    .map((name) => ({
      name,
      status: row.surplus.includes(name) ? ('surplus' as const) : ('granted' as const),
      coveredBy: null,
      needed: false,
    }))
  return {
    items: [...wanted, ...extra].map((item) => ({
      ...item,
      resource: declared.get(item.name)?.resource ?? null,
      why: declared.get(item.name)?.why ?? null,
      risk: declared.get(item.name)?.risk ?? null,
      sets: sets.filter(({ permissions }) => permissions.some(({ name }) => name === item.name)).map(({ id }) => id),
      lastUsedAt: lastUse(item.coveredBy ?? item.name),
    })),
    checkedAt: row.checkedAt?.toISOString() ?? null,
  }
}
