import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from '../../apps/api/node_modules/pg/lib/index.js'
import { readConfig } from '../../apps/api/dist/config/config.js'
import { launchPostgres } from '../../apps/api/dist/database/embedded/launch-postgres.js'
import { openDatabase } from '../../apps/api/dist/database/open-database.js'
import { contentsOfItems } from '../../apps/api/dist/snapshots/content.js'
import { StagedResource } from '../../apps/api/dist/snapshots/staged-resource.js'

const PAGE = 999
/** Where objects are stored, and where it is noted what a snapshot read. */
const OBJECTS = ['contents', 'object_versions', 'snapshot_staging']
const MANIFEST = ['snapshots', 'snapshot_resources']

/** A database of our own with one tenant in it, into which snapshots of `resources` are written as they are when read. */
export async function openStore(resources) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const postgres = await launchPostgres({
    dataRoot: dataDir,
    log: () => undefined,
    settings: { fsync: 'off', synchronous_commit: 'off' },
  })
  const config = readConfig({ DATA_DIR: dataDir })
  const { database, close } = await openDatabase(config, postgres.ownerUrl)
  const owner = new pg.Client({ connectionString: postgres.ownerUrl })
  await owner.connect()
  const organizationId = randomUUID()
  const tenantId = await addTenant(owner, organizationId)
  const lease = randomUUID()

  const write = async (snapshotId, { id, key }, items) => {
    const place = { organizationId, tenantId, snapshotId }
    const row = { resource: id, objects: null, bytes: 0, cursor: null, connection_id: null }
    const staged = new StagedResource(database, place, lease, row)
    const way = { connection: { row: { id: randomUUID() }, plugin: { id: 'microsoft' } } }
    for (let from = 0; from < items.length; from += PAGE) {
      const contents = contentsOfItems({ key }, items.slice(from, from + PAGE), from)
      await staged.add(contents, way, from + PAGE < items.length ? String(from + PAGE) : undefined)
    }
    await staged.end({ reading: { status: 'read' }, way, durationMs: 1, requests: 1 })
  }
  return {
    /** Takes one snapshot of these objects. */
    snapshot: async (objects) => {
      const { rows } = await owner.query(
        `insert into snapshots (organization_id, tenant_id, status, source, started_by, lease)
         values ($1, $2, 'reading', 'schedule', '{}', $3) returning id`,
        [organizationId, tenantId, lease],
      )
      const snapshotId = Number(rows[0].id)
      await owner.query(
        `insert into snapshot_resources (organization_id, snapshot_id, resource, status)
         select $1, $2, unnest($3::text[]), 'waiting'`,
        [organizationId, snapshotId, resources.map(({ id }) => id)],
      )
      for (const resource of resources) await write(snapshotId, resource, objects[resource.name])
      await owner.query(`update snapshots set status = 'complete', ended_at = now() where id = $1`, [snapshotId])
    },
    /** Bytes on disk once what is dead was swept away. */
    size: async () => ({ objects: await sizeOf(owner, OBJECTS), manifest: await sizeOf(owner, MANIFEST) }),
    close: async () => {
      await owner.end()
      await close()
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function sizeOf(owner, tables) {
  let bytes = 0
  for (const table of tables) {
    await owner.query(`vacuum ${table}`)
    const { rows } = await owner.query('select pg_total_relation_size($1) as bytes', [table])
    bytes += Number(rows[0].bytes)
  }
  return bytes
}

async function addTenant(owner, organizationId) {
  const [connectionId, tenantId] = [randomUUID(), randomUUID()]
  await owner.query(`select set_config('app.organization_id', $1, false)`, [organizationId])
  await owner.query(
    `insert into connections (id, organization_id, provider_id, kind, name, simulated, sets, config, credential, health,
       health_since) values ($1, $2, 'microsoft', 'singleTenantApp', 'Bench', false, '{}', '{}', '{}', 'connected', now())`,
    [connectionId, organizationId],
  )
  await owner.query(
    `insert into tenants (id, organization_id, connection_id, provider_tenant_id, name, own, relationship_status, slug,
       onboarding, consent_status, mailboxes_status, first_seen_at, last_seen_at)
     values ($1, $2, $3, 'bench', 'Bench', true, 'none', 'bench', '{}', 'granted', 'working', now(), now())`,
    [tenantId, organizationId, connectionId],
  )
  return tenantId
}
