import { activeSets, type ProviderPlugin } from '@tenantry/core'
import type { Connection } from './connections.dto.js'
import type { ConnectionRow } from './connection.entity.js'
import { expiryOf, rotationOf } from './credential-clock.js'

/** A connection as it is shown. The provider may be gone; what is stored is shown all the same. */
export function viewOf(row: ConnectionRow, plugin: ProviderPlugin | undefined, now = new Date()): Connection {
  const kind = plugin?.connectionKinds.find(({ id }) => id === row.kind)
  const credentialKind = plugin?.credentialKinds.find(({ id }) => id === row.credential.kind)
  const writes =
    plugin &&
    activeSets(plugin.permissionSets, row.kind, row.sets).some((set) => set.permissions.some(({ write }) => write))
  return {
    id: row.id,
    providerId: row.providerId,
    providerName: plugin?.name ?? row.providerId,
    kind: row.kind,
    kindName: kind?.name ?? row.kind,
    name: row.name,
    simulated: row.simulated,
    access: writes ? 'readWrite' : 'readOnly',
    sets: row.sets,
    config: row.config,
    tenant: row.tenant,
    health: row.enabled ? row.health : 'disabled',
    healthSince: row.healthSince.toISOString(),
    problem: row.problem,
    notes: row.notes,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    nextCheckAt: row.enabled ? (row.nextCheckAt?.toISOString() ?? null) : null,
    lastSyncAt: row.lastSyncAt?.toISOString() ?? null,
    credential: {
      kind: row.credential.kind,
      kindName: credentialKind?.name ?? row.credential.kind,
      values: row.credential.values,
      hint: row.credential.hint,
      setAt: row.credential.setAt,
      expiresAt: row.credential.expiresAt,
      expirySource: row.credential.expirySource,
      ...expiryOf(row.credential, now),
      rotation: row.credential.hasSecret ? rotationOf(row.credential, now) : null,
    },
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }
}
