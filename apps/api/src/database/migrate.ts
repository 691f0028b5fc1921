import { DataSource, type QueryRunner } from 'typeorm'
import { StartupError } from '../config/startup-error.js'
import { openMasterKeys, recordMasterKey, type MasterKeys, type MasterKeySource } from '../vault/master-keys.js'
import { appLoginUrl, prepareAppLogin } from './app-login.js'
import { migrateTables } from './migrate-tables.js'
import { migrations } from './migrations/index.js'

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
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    connectTimeoutMS: 10_000,
    extra: { max: 2 },
    poolErrorHandler: () => undefined,
  })
  await connect(source, ownerUrl)
  try {
    return await prepare(source.createQueryRunner(), ownerUrl, config)
  } finally {
    await source.destroy()
  }
}

async function prepare(
  owner: QueryRunner,
  ownerUrl: string,
  config: MasterKeySource & { databaseAppUrl?: string | undefined },
): Promise<Migrated> {
  await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    const masterKeys = await openMasterKeys(config, owner)
    const appUrl = config.databaseAppUrl ?? appLoginUrl(ownerUrl, masterKeys.current.key)
    await prepareAppLogin(owner.manager, appUrl)
    await migrateTables(owner.manager)
    await recordMasterKey(masterKeys, owner)
    return { appUrl, masterKeys }
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    await owner.release()
  }
}

async function connect(source: DataSource, ownerUrl: string): Promise<void> {
  try {
    await source.initialize()
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
