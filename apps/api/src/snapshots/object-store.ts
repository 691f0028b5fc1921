import type { EntityManager } from 'typeorm'
import { type Content, packed } from './content.js'

/** Which resource of which snapshot is being read. */
export interface Place {
  organizationId: string
  tenantId: string
  snapshotId: number
  resource: string
}

/** What a resource came to once it was whole. */
export interface Merged {
  objects: number
  /** Objects that are new, gone or not as they were; null where there is nothing to compare with. */
  changed: number | null
  /** Of the keys and contents of all objects. */
  hash: Buffer
}

/** Lets contents be used by this transaction: until it ends, none is swept away. */
export async function keepContents(tx: EntityManager, organizationId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 5))', [`contents ${organizationId}`])
}

/** Waits until nobody uses contents that no version names yet. */
export async function sweepContents(tx: EntityManager, organizationId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`contents ${organizationId}`])
}

/** Stores what was read of a resource so far: contents that are new, and which objects there are. */
export async function stage(tx: EntityManager, place: Place, contents: readonly Content[]): Promise<void> {
  if (contents.length === 0) return
  const { organizationId, snapshotId, resource } = place
  await keepContents(tx, organizationId)
  await storeContents(tx, organizationId, contents)
  await tx.query(
    `insert into snapshot_staging (organization_id, snapshot_id, resource, key, hash, volatile)
     select $1, $2, $3, * from unnest($4::text[], $5::bytea[], $6::text[])
     on conflict (snapshot_id, resource, key) do update set hash = excluded.hash, volatile = excluded.volatile`,
    [
      organizationId,
      snapshotId,
      resource,
      contents.map(({ key }) => storable(key)),
      contents.map(({ hash }) => hash),
      contents.map(({ volatile }) => volatile),
    ],
  )
}

async function storeContents(tx: EntityManager, organizationId: string, contents: readonly Content[]): Promise<void> {
  const known = await tx.query<{ hash: Buffer }[]>(
    'select hash from contents where organization_id = $1 and hash = any($2::bytea[])',
    [organizationId, contents.map(({ hash }) => hash)],
  )
  const texts = new Map(contents.map(({ hash, text }) => [hash.toString('hex'), text]))
  for (const { hash } of known) texts.delete(hash.toString('hex'))
  if (texts.size === 0) return
  // In one order, so that two who store the same contents do not wait for each other.
  const fresh = [...texts].toSorted(([one], [other]) => (one < other ? -1 : 1))
  await tx.query(
    `insert into contents (organization_id, hash, body)
     select $1, * from unnest($2::bytea[], $3::bytea[]) on conflict do nothing`,
    [organizationId, fresh.map(([hash]) => Buffer.from(hash, 'hex')), fresh.map(([, text]) => packed(text))],
  )
}

/** Forgets what was read of a list that has to be begun anew. */
export async function unstage(tx: EntityManager, { snapshotId, resource }: Place): Promise<void> {
  await tx.query('delete from snapshot_staging where snapshot_id = $1 and resource = $2', [snapshotId, resource])
}

/**
 * Makes what was staged the state of the resource from this snapshot on: ends versions of objects that are gone or changed,
 * begins those of new contents, and leaves all others as they are. Only for what is whole.
 */
export async function merge(tx: EntityManager, place: Place): Promise<Merged> {
  const { organizationId, tenantId, snapshotId, resource } = place
  await keepContents(tx, organizationId)
  const [before] = await tx.query<unknown[]>(
    `select 1 from snapshot_resources r join snapshots s on s.id = r.snapshot_id
     where s.tenant_id = $1 and r.resource = $2 and r.status = 'read' and r.snapshot_id < $3 limit 1`,
    [tenantId, resource, snapshotId],
  )
  const [row] = await tx.query<{ objects: number; changed: number; hash: Buffer }[]>(
    `with given as (
       select key, hash, volatile from snapshot_staging where snapshot_id = $3 and resource = $4),
     known as (
       select key, hash, volatile from object_versions where tenant_id = $2 and resource = $4 and until is null),
     ended as (
       update object_versions v set until = $3
       where v.tenant_id = $2 and v.resource = $4 and v.until is null
         and not exists (select 1 from given g where g.key = v.key and g.hash = v.hash)
       returning v.key),
     begun as (
       insert into object_versions (organization_id, tenant_id, resource, key, hash, since, volatile)
       select $1, $2, $4, g.key, g.hash, $3, g.volatile from given g
       where not exists (select 1 from known k where k.key = g.key and k.hash = g.hash)
       returning key),
     moved as (
       update object_versions v set volatile = g.volatile from given g
       where v.tenant_id = $2 and v.resource = $4 and v.until is null and v.key = g.key and v.hash = g.hash
         and v.volatile is distinct from g.volatile)
     select (select count(*)::int from given) as objects,
       (select count(*)::int from (select key from ended union select key from begun) either) as changed,
       (select sha256(coalesce(string_agg(convert_to(key, 'UTF8') || '\\x00'::bytea || hash, ''::bytea order by key),
          ''::bytea)) from given) as hash`,
    [organizationId, tenantId, snapshotId, resource],
  )
  await unstage(tx, place)
  const { objects = 0, changed = 0, hash = Buffer.alloc(0) } = row ?? {}
  return { objects, changed: before ? changed : null, hash }
}

/** PostgreSQL takes no NUL in a text. */
function storable(key: string): string {
  return key.replaceAll('\0', '')
}
