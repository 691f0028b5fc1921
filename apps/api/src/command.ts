import { readConfig } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import type { Database } from './database/database.js'
import { launchPostgres } from './database/embedded/launch-postgres.js'
import { openDatabase } from './database/open-database.js'

/** Runs an operator's command on the database of this installation, beside the running API. A refusal is one line. */
export async function runCommand(work: (database: Database) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env)
    const embedded = config.databaseUrl
      ? undefined
      : await launchPostgres({ dataRoot: config.dataDir, log: console.error, shared: true })
    try {
      const { database, close } = await openDatabase(config, config.databaseUrl ?? embedded?.ownerUrl ?? '')
      try {
        await work(database)
      } finally {
        await close()
      }
    } finally {
      await embedded?.stop()
    }
  } catch (error) {
    if (!(error instanceof StartupError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
