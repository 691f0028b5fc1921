import { setFlagsFromString } from 'node:v8'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { readConfig, type Config } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import { listen } from './listen.js'

// V8 lets a small heap grow to four times what is alive before it looks for garbage. Half as much again is enough: the work is
// many small answers, and looking more often costs no time that can be measured (docs: `node --v8-options`).
setFlagsFromString('--heap-growing-percent=50')

/** How long a stop may take before the process ends anyway. */
const PATIENCE_MS = 15_000

/** What was opened, newest last; closed the other way round. */
const opened: (() => Promise<unknown>)[] = []
let stopping: Promise<void> | undefined

async function start(): Promise<void> {
  const config = readConfig(process.env)
  // The code is loaded while the database starts.
  const [url, { openDatabase }, { createApp }] = await Promise.all([
    config.databaseUrl ?? openEmbedded(config),
    import('./database/open-database.js'),
    import('./create-app.js'),
  ])
  const { database, appUrl, masterKeys, close } = await openDatabase(config, url)
  opened.push(close)
  const app = await createApp({ config, database, appUrl, masterKeys })
  opened.push(() => app.close())
  const address = await listen(app, config)
  console.log(`Tenantry listens on ${config.publicUrl ?? address}`)
  // Who has the bootstrap key invites the first people with it.
  if (!config.bootstrapApiKey) await sayFirstRunLink(app, config.publicUrl ?? address)
}

async function openEmbedded({ dataDir }: Config): Promise<string> {
  const { launchPostgres } = await import('./database/embedded/launch-postgres.js')
  const { ownerUrl, stop } = await launchPostgres({ dataRoot: dataDir, log: console.log })
  opened.push(stop)
  return ownerUrl
}

async function sayFirstRunLink(app: NestExpressApplication, address: string): Promise<void> {
  const { Setup } = await import('./setup/setup.service.js')
  const link = await app.get(Setup).firstRunLink(address)
  if (link) console.log(`Create the owner: ${link}`)
}

/** Closes everything that was opened: requests and jobs first, the database last. */
function stop(exitCode: number): Promise<void> {
  return (stopping ??= (async () => {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    for (const close of opened.toReversed()) {
      await close().catch((error: unknown) => {
        console.error(error)
        exitCode = 1
      })
    }
    process.exit(exitCode)
  })())
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1) // Asked twice: someone is in a hurry.
    void stop(0)
  })
}

try {
  await start()
} catch (error) {
  if (!stopping) {
    console.error(error instanceof StartupError ? error.message : error)
    await stop(1)
  }
}
