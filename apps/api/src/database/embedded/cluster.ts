import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '../../config/startup-error.js'
import type { Account } from './account.js'
import type { Binaries } from './binaries.js'
import { childEnvironment } from './child-environment.js'
import { isDiskFull, noDisk } from './disk.js'
import { CLUSTER, type Place } from './place.js'

/** A cluster on disk: the files of PostgreSQL and the password that opens it. */
export interface Cluster {
  folder: string
  /** PostgreSQL's data directory. */
  data: string
  password: string
  account: Account | undefined
}

/** Name of the database user that owns everything. */
export const OWNER = 'app'

/** A new cluster takes 41 MB, and its write-ahead log grows from there at once. */
const NEEDED_BYTES = 128 * 1024 * 1024

const run = promisify(execFile)

/** The cluster of a place. Made on the first start. */
export async function prepareCluster(place: Place, binaries: Binaries): Promise<Cluster> {
  const folder = join(place.root, CLUSTER)
  if (!existsSync(folder)) await makeCluster(place, binaries, folder)
  return { folder, data: join(folder, 'data'), password: readPassword(folder), account: place.account }
}

/** Makes a cluster beside its final name and moves it there whole, so that a crash leaves no half of one. */
async function makeCluster({ root, account }: Place, { initdb }: Binaries, folder: string): Promise<void> {
  removeLeftovers(root)
  const free = statfsSync(root)
  if (free.bavail * free.bsize < NEEDED_BYTES) throw noDisk(root)
  const unfinished = `${folder}.init-${process.pid}`
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    const passwordFile = join(unfinished, 'password')
    writeFileSync(passwordFile, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
    if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid)
    const options = [
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]
    await run(initdb, ['-D', join(unfinished, 'data'), '-U', OWNER, `--pwfile=${passwordFile}`, ...options], {
      cwd: unfinished,
      env: childEnvironment(),
      ...(account && { uid: account.uid, gid: account.gid }),
    })
    renameSync(unfinished, folder)
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    // Two first starts at once: one move wins, and the other continues with the winner's cluster.
    if (existsSync(folder)) return
    if (isDiskFull(cause)) throw noDisk(root, cause)
    throw new StartupError(`The embedded PostgreSQL cannot be set up in ${root}: ${reasonOf(cause)}`, { cause })
  }
}

/** What first starts left behind that died half-way. The number at the end is the process that made it. */
function removeLeftovers(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = name.startsWith(`${CLUSTER}.init-`) ? Number(name.slice(`${CLUSTER}.init-`.length)) : 0
    if (pid > 0 && !isRunning(pid)) rmSync(join(root, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readPassword(folder: string): string {
  const path = join(folder, 'password')
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new StartupError(
      code === 'EACCES'
        ? `The database in ${folder} belongs to another user: start as that user, or as root if it was first started as root.`
        : `The database in ${folder} has lost its password file ${path}: restore it from the backup.`,
      { cause },
    )
  }
}

function reasonOf(cause: unknown): string {
  const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
  return (
    stderr.split('\n').findLast((line) => /error|FATAL/.test(line)) ??
    (cause instanceof Error ? cause.message : String(cause))
  )
}
