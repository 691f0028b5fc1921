import type { Entity, Tenant } from './model.js'
import { secondText } from './people/times.js'

/** What goes to the recycle bin of a directory, and the set it came from. */
const SETS = {
  '#microsoft.graph.user': 'users',
  '#microsoft.graph.group': 'groups',
  '#microsoft.graph.application': 'applications',
  '#microsoft.graph.servicePrincipal': 'servicePrincipals',
  '#microsoft.graph.administrativeUnit': 'administrativeUnits',
} as const

export type DeletableType = keyof typeof SETS

/** https://learn.microsoft.com/graph/api/resources/directory: deleted objects can be restored for 30 days. */
const KEPT = 30 * 86_400_000

/** Moves an object to the recycle bin, from where it can come back. */
export function softDelete(tenant: Tenant, type: DeletableType, id: string, at: Date): void {
  const entity = tenant.set(SETS[type]).remove(id, at.getTime(), 'changed')
  const deletedDateTime = secondText(at.getTime())
  tenant.set('deletedItems').create(
    {
      ...entity,
      '@odata.type': type,
      ...(type === '#microsoft.graph.user' ? nameInBin(entity) : {}),
      deletedDateTime,
    },
    at.getTime(),
  )
}

/** A deleted person's name in the directory is free for others: it begins with the object's id. */
function nameInBin(user: Entity): Record<string, unknown> {
  return { userPrincipalName: `${user.id.replaceAll('-', '')}${String(user['userPrincipalName'])}` }
}

/** What the object was called, and will be called again. */
export function nameBeforeDeletion(item: Entity): string {
  const prefix = item.id.replaceAll('-', '')
  const name = String(item['userPrincipalName'])
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** Brings an object back to its set. */
export function restoreDeleted(tenant: Tenant, id: string, changes: Record<string, unknown>, at: Date): Entity {
  const item = tenant.set('deletedItems').remove(id, at.getTime())
  const { '@odata.type': type, ...entity } = item
  const restored = { ...entity, ...changes, id: item.id, deletedDateTime: null }
  tenant.set(SETS[type as DeletableType]).create(restored, at.getTime())
  return restored
}

/** Deletes it for good. */
export function purgeDeleted(tenant: Tenant, id: string, at: Date): Entity {
  const item = tenant.set('deletedItems').remove(id, at.getTime())
  const { journal } = tenant.set(SETS[item['@odata.type'] as DeletableType])
  journal.write({ at: at.getTime(), id: item.id, kind: 'removed', reason: 'deleted' })
  return item
}

/** Clears the recycle bin of what has been in it for longer than 30 days. */
export function expireDeleted(tenant: Tenant, now: Date): void {
  const items = [...tenant.set('deletedItems').view()]
  for (const { id, deletedDateTime } of items) {
    const until = Date.parse(String(deletedDateTime)) + KEPT
    if (until <= now.getTime()) purgeDeleted(tenant, id, new Date(until))
  }
}
