import { Client, type QueryResultRow } from 'pg'
import { StartupError } from '../config/startup-error.js'
import { openMasterKeys, recordMasterKey, type MasterKeys, type MasterKeySource } from '../vault/master-keys.js'
import type { Transaction } from '../vault/transaction.js'
import { appLoginUrl, prepareAppLogin } from './app-login.js'
import { migrateTables, tablesAreCurrent } from './migrate-tables.js'

/** Any fixed number: whoever holds it is preparing this database. */
const MIGRATION_LOCK = 7_364_921_105

/** What is known once the database is ready for the app. */
export interface Migrated {
  appUrl: string
  masterKeys: MasterKeys
}

/**
 * Prepares the database under the owner's login, one process at a time: checks the master key before anything is written,
 * makes the app's login and brings the tables up to date. Leaves no connection of the owner behind.
 */
export async function migrate(
  ownerUrl: string,
  config: MasterKeySource & { databaseAppUrl?: string | undefined },
): Promise<Migrated> {
  const client = await connect(ownerUrl)
  const owner: Transaction = {
    query: async <Rows>(sql: string, params?: unknown[]) =>
      (await client.query<QueryResultRow>(sql, params)).rows as Rows,
  }
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const masterKeys = await openMasterKeys(config, owner)
    const appUrl = config.databaseAppUrl ?? appLoginUrl(ownerUrl, masterKeys.current.key)
    await prepareAppLogin(owner, appUrl)
    if (!(await tablesAreCurrent(owner))) await migrateTables(owner, ownerUrl)
    await recordMasterKey(masterKeys, owner)
    return { appUrl, masterKeys }
  } finally {
    await client.end()
  }
}

async function connect(ownerUrl: string): Promise<Client> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // What fails next tells it better.
  try {
    await client.connect()
    return client
  } catch (cause) {
    const { host, pathname } = new URL(ownerUrl)
    throw new StartupError(
      `The database "${pathname.slice(1)}" on ${host} cannot be reached with DATABASE_URL: ${reasonOf(cause)}.`,
      { cause },
    )
  }
}

/** A name with several addresses fails with one error for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
