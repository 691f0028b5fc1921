import { runMigrations as migrateQueue } from 'bullmq'
import { Client } from 'pg'
import { DataSource } from 'typeorm'
import { StartupError } from '../config/startup-error.js'
import { QUEUE, QUEUE_SCHEMA } from '../jobs/queue.js'
import { APP_ROLE, prepareAppLogin } from './app-login.js'
import { migrations } from './migrations/index.js'

/** Any fixed number: whoever holds it is migrating this database. */
const MIGRATION_LOCK = 7_364_921_105

/** Brings the database up to date under the owner's login, one process at a time, and leaves no connection behind. */
export async function migrate(ownerUrl: string, appUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  owner.on('error', () => undefined)
  await connect(owner)
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await prepareAppLogin(owner, appUrl)
    await runMigrations(ownerUrl)
    await prepareQueue(owner)
  } finally {
    await owner.end()
  }
}

async function runMigrations(ownerUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    migrationsTransactionMode: 'each',
    extra: { max: 1 },
  })
  await source.initialize()
  try {
    await source.runMigrations()
  } finally {
    await source.destroy()
  }
}

/** The queue's tables are its library's; the app's role may use them, not change them. */
async function prepareQueue(owner: Client): Promise<void> {
  await migrateQueue(owner, QUEUE_SCHEMA)
  // A queue's counter is made with its first job; the app's role may make nothing, so it is made here.
  await owner.query(`select ${QUEUE_SCHEMA}.next_job_id($1)`, [QUEUE])
  await owner.query(`grant usage on schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
  await owner.query(`grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
  await owner.query(`grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to ${APP_ROLE}`)
}

async function connect(owner: Client): Promise<void> {
  try {
    await owner.connect()
  } catch (error) {
    const { host, database } = owner
    const reason = error instanceof Error ? error.message || 'no answer' : String(error)
    throw new StartupError(
      `The database "${database ?? ''}" on ${host} cannot be reached with DATABASE_URL: ${reason}.`,
      { cause: error },
    )
  }
}
