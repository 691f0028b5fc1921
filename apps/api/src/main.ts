import { createApp } from './create-app.js'
import { readConfig } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import { openDatabase } from './database/open-database.js'

async function start(): Promise<void> {
  const config = readConfig(process.env)
  if (!config.databaseUrl) throw new StartupError('DATABASE_URL is not set.')
  if (!config.masterKey) throw new StartupError('MASTER_KEY is not set.')
  const masterKey = Buffer.from(config.masterKey, 'base64')
  const opened = await openDatabase(config, config.databaseUrl, masterKey)
  const app = await createApp({ config, masterKey, database: opened.database, appUrl: opened.appUrl })
  await app.listen(config.port, config.host)
  console.log(`Tenantry listens on ${await app.getUrl()}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.close().then(opened.close)
    })
  }
}

try {
  await start()
} catch (error) {
  if (!(error instanceof StartupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
