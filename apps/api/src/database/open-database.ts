import { DataSource } from 'typeorm'
import type { Config } from '../config/config.js'
import { appLoginUrl } from './app-login.js'
import { Database } from './database.js'
import { entities } from './entities.js'
import { migrate } from './migrate.js'

/** The database as the process holds it. */
export interface OpenDatabase {
  database: Database
  /** The app's login, for the job queue's own connections. */
  appUrl: string
  close: () => Promise<void>
}

/** Migrates, then opens the pool of the app's login. */
export async function openDatabase(config: Config, ownerUrl: string, masterKey: Buffer): Promise<OpenDatabase> {
  const appUrl = appLoginUrl(ownerUrl, config.databaseAppUrl, masterKey)
  await migrate(ownerUrl, appUrl)
  const source = new DataSource({
    type: 'postgres',
    url: appUrl,
    entities,
    applicationName: 'tenantry',
    connectTimeoutMS: 5000,
    extra: { max: config.databasePool },
  })
  await source.initialize()
  return { database: new Database(source), appUrl, close: () => source.destroy() }
}
