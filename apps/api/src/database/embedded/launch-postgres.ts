import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartupError } from '../../config/startup-error.js'
import { binariesFor, installedBinaries } from './binaries.js'
import { prepareCluster } from './cluster.js'
import { choosePlace } from './place.js'
import { joinServer, ownerUrl, startServer, stopServer, type Server } from './server.js'

/** How to launch. */
export interface LaunchOptions {
  /** The data directory. Made if missing. */
  dataRoot: string
  /** Takes lines for the person who starts the process. */
  log: (line: string) => void
  /** PostgreSQL settings that differ from ours. They apply when the server is started, not when one is adopted. */
  settings?: Record<string, string>
  /** Works beside a running instance instead of refusing: for commands. */
  shared?: boolean
  /** Where root's database goes when its user cannot reach the data directory. */
  reachableRoot?: string
}

/** A PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** The owner's login. It stays the same when the server has to be started again. */
  ownerUrl: string
  /** Stops the server. Call it last. */
  stop: () => Promise<void>
}

/** Any fixed number: the session that holds it is the instance that uses this data directory. */
const INSTANCE_LOCK = 4_150_663_781

/**
 * Starts the PostgreSQL of a data directory, or adopts the one that a killed process left running, and keeps it running.
 * Throws a {@link StartupError} where it cannot, also when another instance uses the directory.
 */
export async function launchPostgres(options: LaunchOptions): Promise<EmbeddedPostgres> {
  const { dataRoot, log, settings = {} } = options
  const place = choosePlace(dataRoot, log, options.reachableRoot)
  const binaries = binariesFor(place.account, await installedBinaries(), place.root)
  const cluster = await prepareCluster(place, binaries)

  const open = async (port?: number): Promise<Server> => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const server = (await joinServer(cluster)) ?? (await startServer(cluster, binaries, settings, port))
      if (server) return server
      await wait(50)
    }
    throw new StartupError(`The embedded PostgreSQL in ${cluster.folder} does not start: port ${port ?? ''} is taken.`)
  }

  let server = await open()
  const url = ownerUrl(cluster, server.port)
  if (!(await lockInstance(server.client))) {
    await server.client.end()
    if (options.shared) return { ownerUrl: url, stop: () => Promise.resolve() }
    throw new StartupError(
      `Another instance is already using ${dataRoot}: stop it first, or set DATA_DIR to another folder.`,
    )
  }

  let stopping = false
  let reopening = Promise.resolve()
  const reopen = async (): Promise<void> => {
    log('The embedded PostgreSQL has stopped and is started again.')
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 10_000)) {
      try {
        server = await open(server.port)
        await lockInstance(server.client)
        keep()
        return
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await wait(pause)
      }
    }
  }
  const keep = (): void => {
    server.client.once('end', () => {
      if (!stopping) reopening = reopen()
    })
  }
  keep()

  return {
    ownerUrl: url,
    stop: async () => {
      stopping = true
      await reopening
      await stopServer(server, cluster.data)
    },
  }
}

/** Becomes the instance of this database. A killed process may take a moment to lose its lock. */
async function lockInstance(client: Client): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      INSTANCE_LOCK,
    ])
    if (rows[0]?.locked) return true
    await wait(100)
  }
  return false
}
