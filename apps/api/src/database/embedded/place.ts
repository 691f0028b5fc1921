import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StartupError } from '../../config/startup-error.js'
import { accountForRoot, canEnter, type Account } from './account.js'

/** Where the database lives and who runs it. */
export interface Place {
  /** The folder that holds the cluster, and a copy of the programs where one is needed. */
  root: string
  /** The user that PostgreSQL runs as. Absent: the user of this process. */
  account: Account | undefined
}

/** The folder of the cluster inside its place. The number is PostgreSQL's major version. */
export const CLUSTER = 'pg18'

/** Where database and programs go when root's database user cannot reach the data directory. */
const REACHABLE_ROOT = '/var/lib/tenantry'

/** Finds the place for the cluster of a data directory, and makes the folders. */
export function choosePlace(dataRoot: string, log: (line: string) => void, reachableRoot = REACHABLE_ROOT): Place {
  const root = resolve(dataRoot)
  const asRoot = process.getuid?.() === 0
  makeFolder(root, asRoot)
  if (!asRoot) return { root, account: undefined }
  const account = ownerOf(join(root, CLUSTER)) ?? accountForRoot()
  const elsewhere = join(reachableRoot, createHash('sha256').update(root).digest('hex').slice(0, 12))
  const moved = existsSync(join(elsewhere, CLUSTER))
  if (!moved && (canEnter(account, root) || canBeEntered(account, root))) return { root, account }
  if (existsSync(join(root, CLUSTER))) {
    throw new StartupError(
      `The database in ${root} cannot be reached by its user ${account.name}: let others enter the folders above it (chmod o+x), or move it.`,
    )
  }
  makeFolder(reachableRoot, true)
  makeFolder(elsewhere, true)
  if (!canEnter(account, elsewhere)) {
    throw new StartupError(
      `Neither ${root} nor ${elsewhere} can be reached by the database user ${account.name}: set DATA_DIR to a folder that others may enter, or set DATABASE_URL.`,
    )
  }
  log(`The database user ${account.name} cannot reach ${root}, so the database lives in ${elsewhere}.`)
  return { root: elsewhere, account }
}

/** Lets the account pass through the data directory itself, if that alone is closed to it. What is above is not ours to open. */
function canBeEntered(account: Account, root: string): boolean {
  if (root === homedir() || !canEnter(account, dirname(root))) return false
  chmodSync(root, (statSync(root).mode & 0o777) | 0o011)
  return canEnter(account, root)
}

/** Who made the cluster, so that root continues an ordinary user's without taking it away from them. */
function ownerOf(cluster: string): Account | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { name: `with id ${stat.uid}`, uid: stat.uid, gid: stat.gid } : undefined
}

function makeFolder(path: string, enterable: boolean): void {
  try {
    const made = mkdirSync(path, { recursive: true })
    // Entering is not listing: the database user passes through, and sees nothing on the way.
    if (made && enterable) chmodSync(path, 0o711)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartupError(`The folder ${path} cannot be made: ${reason}. Set DATA_DIR to a folder that can.`, {
      cause,
    })
  }
}
