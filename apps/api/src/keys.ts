import { DataSource, type EntityManager } from 'typeorm'
import { Audit } from './audit/audit.js'
import { readConfig, type Config } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import { Database } from './database/database.js'
import { launchPostgres } from './database/embedded/launch-postgres.js'
import { entities } from './database/entities.js'
import { keyStatus } from './vault/key-status.js'
import { beginFileRotation, endFileRotation } from './vault/master-key-rotation.js'
import { openMasterKeys, type MasterKeys } from './vault/master-keys.js'
import { rotateData } from './vault/rotate-data.js'
import { rotateMaster } from './vault/rotate-master.js'
import type { RotationEvents } from './vault/rotation.js'

const USAGE = `Usage: npm run keys -- COMMAND
  status         which keys seal this installation
  rotate-master  wrap every data key with a new master key
  rotate-data    give every organization a new data key and seal its secrets with it
The API may go on running. A command that was stopped is continued by running it again.`

/** What a command works with. */
interface Bench {
  config: Config
  database: Database
  openKeys: () => Promise<MasterKeys>
}

const audit = new Audit()
const events: RotationEvents<EntityManager> = {
  onRotated: (tx, { organizationId, what, version }) =>
    audit.record(tx, {
      actor: { kind: 'system', id: 'keys', name: 'Operator (keys command)' },
      action: 'keys.rotated',
      subject: { kind: 'organization', id: organizationId, name: what },
      summary: `The ${what} was replaced.`,
      details: { what, version },
    }),
}

const commands: Record<string, (bench: Bench) => Promise<void>> = {
  status: async ({ database, openKeys }) => {
    console.log(JSON.stringify(await keyStatus(database, await openKeys()), null, 2))
  },

  'rotate-master': async ({ config, database, openKeys }) => {
    const inFile = config.masterKey === undefined
    // Whatever is wrong with the keys is said before one of them is replaced.
    await openKeys()
    if (inFile) beginFileRotation(config)
    const keys = await openKeys()
    const changed = await rotateMaster(database, keys, events)
    console.log(`Master key ${keys.current.fingerprint} wraps all data keys; ${changed} organizations changed.`)
    const retired = inFile ? endFileRotation(config) : undefined
    if (retired) console.log(`The key before is now ${retired}: only backups from before today need it.`)
    if (!inFile && changed === 0) {
      console.log(
        'To replace it, start every process with the new key as MASTER_KEY and this one as MASTER_KEY_PREVIOUS.',
      )
    }
  },

  'rotate-data': async ({ database, openKeys }) => {
    const { resealed, unreadable } = await rotateData(database, await openKeys(), events)
    console.log(`${resealed} secrets are sealed with new data keys.`)
    if (unreadable > 0) console.log(`${unreadable} secrets do not open and were left as they are.`)
  },
}

async function run(): Promise<void> {
  const command = commands[process.argv[2] ?? '']
  if (!command) throw new StartupError(USAGE)
  const config = readConfig(process.env)
  const embedded = config.databaseUrl
    ? undefined
    : await launchPostgres({ dataRoot: config.dataDir, log: console.error, shared: true })
  try {
    await work(command, config, config.databaseUrl ?? embedded!.ownerUrl)
  } finally {
    await embedded?.stop()
  }
}

async function work(command: (bench: Bench) => Promise<void>, config: Config, url: string): Promise<void> {
  const owner = new DataSource({ type: 'postgres', url, entities, extra: { max: 1 } })
  await owner.initialize().catch((cause: Error) => {
    throw new StartupError(`The database cannot be reached: ${cause.message || 'no answer'}.`, { cause })
  })
  try {
    await command({
      config,
      database: new Database(owner),
      openKeys: () => owner.transaction((tx) => openMasterKeys(config, tx)),
    })
  } finally {
    await owner.destroy()
  }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof StartupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
