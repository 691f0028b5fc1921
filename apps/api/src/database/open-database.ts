import { DataSource } from 'typeorm'
import type { Config } from '../config/config.js'
import type { MasterKeys } from '../vault/master-keys.js'
import { Database } from './database.js'
import { entities } from './entities.js'
import { migrate } from './migrate.js'

/** The database as the process holds it. */
export interface OpenDatabase {
  database: Database
  /** The app's login, for the job queue's own connections. */
  appUrl: string
  masterKeys: MasterKeys
  close: () => Promise<void>
}

/** Migrates, then opens the pool of the app's login. */
export async function openDatabase(config: Config, ownerUrl: string): Promise<OpenDatabase> {
  const { appUrl, masterKeys } = await migrate(ownerUrl, config)
  const source = new DataSource({
    type: 'postgres',
    url: appUrl,
    entities,
    applicationName: 'tenantry',
    installExtensions: false,
    connectTimeoutMS: 5000,
    extra: { max: config.databasePool },
  })
  await source.initialize()
  return { database: new Database(source), appUrl, masterKeys, close: () => source.destroy() }
}
