import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { StartupError } from '../../config/startup-error.js'
import type { Binaries } from './binaries.js'
import { childEnvironment } from './child-environment.js'
import { OWNER, type Cluster } from './cluster.js'
import { isDiskFull, noDisk } from './disk.js'
import { findPostmaster, isPostmasterOf } from './postmaster.js'

/** A server that answers, and a connection to it. */
export interface Server {
  pid: number
  port: number
  client: Client
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // The path of a socket may have 107 bytes only, and Windows has none: TCP works everywhere.
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  // Thousands of rows come in one statement (a first list of tenants): until they are counted, statements are planned for none.
  autovacuum_naptime: '10s',
  // Statements hold data, so errors are reported without them.
  log_min_error_statement: 'panic',
}

/** The owner's address of the server on this port. */
export function ownerUrl(cluster: Cluster, port: number): string {
  return `postgresql://${OWNER}:${cluster.password}@127.0.0.1:${port}/postgres`
}

/** Connects to the server that already runs on this cluster. Nothing if none does. */
export async function joinServer(cluster: Cluster): Promise<Server | undefined> {
  const givenUp = Date.now() + 60_000
  for (;;) {
    const found = await findPostmaster(cluster.data)
    if (!found) return undefined
    const client = found.port === undefined ? undefined : await connect(cluster, found.port)
    if (client) return { pid: found.pid, port: found.port!, client }
    if (Date.now() > givenUp) {
      throw new StartupError(
        `The PostgreSQL with process id ${found.pid} holds ${cluster.data} and does not answer: stop it, then start again.`,
      )
    }
    await wait(50)
  }
}

/** Starts a server. Nothing if it could not because another one came first, or the port was taken meanwhile. */
export async function startServer(
  cluster: Cluster,
  { postgres }: Binaries,
  settings: Record<string, string>,
  fixedPort?: number,
): Promise<Server | undefined> {
  const port = fixedPort ?? (await freePort())
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(postgres, ['-D', cluster.data, '-p', String(port), ...options], {
    cwd: cluster.data,
    env: childEnvironment(),
    // A process group of its own: Ctrl+C reaches us and not the database, which has to stop last.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
  })
  const ending = watch(child)
  child.unref()
  for (;;) {
    const client = await connect(cluster, port)
    // Between finding a free port and taking it, a server that is not ours may have got it: ours has to be alive.
    if (client && ending.reason === undefined) return { pid: child.pid!, port, client }
    await client?.end()
    if (ending.reason !== undefined) return explain(cluster, ending.reason)
    await wait(20)
  }
}

/** Stops a server: sessions end at once, nothing is lost. */
export async function stopServer({ pid, client }: Server, data: string): Promise<void> {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
  } else {
    signal(pid, 'SIGINT')
  }
  const impatient = Date.now() + 30_000
  let hurried = false
  while (isPostmasterOf(pid, data)) {
    if (!hurried && Date.now() > impatient) hurried = signal(pid, 'SIGQUIT')
    await wait(10)
  }
  await client.end()
}

/** A connection, or nothing while the server is not there or not ready. */
async function connect(cluster: Cluster, port: number): Promise<Client | undefined> {
  const client = new Client({
    connectionString: ownerUrl(cluster, port),
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  // A connection that breaks also ends, and that is what is listened for.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (cause) {
    await client.end()
    // invalid_password: https://www.postgresql.org/docs/18/errcodes-appendix.html
    if (cause instanceof DatabaseError && cause.code === '28P01') {
      throw new StartupError(
        `The database in ${cluster.folder} does not accept the password beside it: restore both from the same backup.`,
        { cause },
      )
    }
    return undefined
  }
}

/** Follows a server to its end, keeping the last of what it said. */
function watch(child: ChildProcess): { reason: string | undefined } {
  const ending: { reason: string | undefined } = { reason: undefined }
  let said = ''
  const stderr = child.stderr!
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4096)
  })
  if ('unref' in stderr && typeof stderr.unref === 'function') stderr.unref()
  child.once('error', (error) => {
    ending.reason = error.message
  })
  child.once('close', () => {
    ending.reason ??= said
  })
  return ending
}

/** Why a server did not come up. Returns where trying again helps. */
function explain(cluster: Cluster, said: string): undefined {
  if (/already exists|pre-existing shared memory|Address already in use|could not bind/.test(said)) return undefined
  if (isDiskFull(said)) throw noDisk(cluster.folder)
  const line = said.split('\n').findLast((text) => /FATAL|PANIC/.test(text)) ?? said.trim().split('\n').at(-1)
  throw new StartupError(`The embedded PostgreSQL in ${cluster.folder} does not start: ${line || 'it said nothing'}`)
}

function signal(pid: number, name: NodeJS.Signals): true {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
  return true
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
