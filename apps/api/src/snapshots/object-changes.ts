import type { EntityManager } from 'typeorm'

/** What the provider's own log knows of a change. */
export interface ChangeEvent {
  at: string
  who: string
  activity: string
  entry: string
  link: string | null
}

interface ChangeRow extends Omit<ChangeEvent, 'at'> {
  resource: string
  key: string
  at: Date
}

/** What the provider's log knows of these objects between two snapshots, latest first. */
export async function changesOf(
  tx: EntityManager,
  tenantId: string,
  since: number,
  until: number,
  objects: readonly { resource: string; key: string }[],
): Promise<(object: { resource: string; key: string }) => ChangeEvent[]> {
  const rows =
    objects.length === 0
      ? []
      : await tx.query<ChangeRow[]>(
          `select resource, key, entry, at, who, activity, link from object_changes
           where tenant_id = $1 and snapshot_id > $2 and snapshot_id <= $3 and resource = any($4) and key = any($5)
           order by at desc, entry`,
          [tenantId, since, until, objects.map(({ resource }) => resource), objects.map(({ key }) => key)],
        )
  return ({ resource, key }) =>
    rows
      .filter((row) => row.resource === resource && row.key === key)
      .map(({ at, who, activity, entry, link }) => ({ at: at.toISOString(), who, activity, entry, link }))
}
