import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { DataSource } from 'typeorm'
import { QUEUE, QUEUE_SCHEMA } from '../jobs/queue-name.js'
import type { Transaction } from '../vault/transaction.js'
import { APP_ROLE } from './app-login.js'
import { migrations } from './migrations/index.js'

/** Whether there is nothing to do: the usual start, which this keeps short. */
export async function tablesAreCurrent(owner: Transaction): Promise<boolean> {
  return (await recorded(owner)) === stamp()
}

/** Brings our tables and the queue's up to date. */
export async function migrateTables(owner: Transaction, ownerUrl: string): Promise<void> {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations, extra: { max: 1 } })
  await source.initialize()
  try {
    await source.runMigrations({ transaction: 'each' })
  } finally {
    await source.destroy()
  }
  await prepareQueue(owner)
  await owner.query('create table if not exists schema_stamp (stamp text not null)')
  await owner.query('delete from schema_stamp')
  await owner.query('insert into schema_stamp values ($1)', [stamp()])
}

/** Changes whenever there is something to migrate: with our own migrations, and with the queue's library. */
function stamp(): string {
  const { version } = createRequire(import.meta.url)('bullmq/package.json') as { version: string }
  const names = migrations.map(({ name }) => name)
  return createHash('sha256')
    .update(JSON.stringify([names, version]))
    .digest('hex')
}

async function recorded(owner: Transaction): Promise<string | undefined> {
  const [table] = await owner.query<{ there: boolean }[]>(`select to_regclass('schema_stamp') is not null as there`)
  if (!table?.there) return undefined
  const [row] = await owner.query<{ stamp: string }[]>('select stamp from schema_stamp')
  return row?.stamp
}

/** The queue's tables are its library's; the app's role may use them, not change them. */
async function prepareQueue(owner: Transaction): Promise<void> {
  const { runMigrations } = await import('bullmq')
  const client = {
    query: async (text: string, values?: readonly unknown[]) => ({
      rows: await owner.query<never[]>(text, values && [...values]),
    }),
  }
  await runMigrations(client, QUEUE_SCHEMA)
  // A queue's counter is made with its first job; the app's role may make nothing, so it is made here.
  await owner.query(`select ${QUEUE_SCHEMA}.next_job_id($1)`, [QUEUE])
  await owner.query(`grant usage on schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
  await owner.query(`grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
  await owner.query(`grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
}
