import { createApp } from './create-app.js'
import { readConfig } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import { launchPostgres } from './database/embedded/launch-postgres.js'
import { openDatabase } from './database/open-database.js'
import { Setup } from './setup/setup.service.js'

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl
    ? undefined
    : await launchPostgres({ dataRoot: config.dataDir, log: (line) => console.log(line) })
  const opened = await openDatabase(config, config.databaseUrl ?? embedded!.ownerUrl)
  const { database, appUrl, masterKeys } = opened
  const app = await createApp({ config, database, appUrl, masterKeys })
  await app.listen(config.port, config.host)
  const url = await app.getUrl()
  console.log(`Tenantry listens on ${url}`)
  const link = await app.get(Setup).firstRunLink(url)
  if (link) console.log(`Create the owner: ${link}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app
        .close()
        .then(opened.close)
        .then(() => embedded?.stop())
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
