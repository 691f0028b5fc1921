import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { StartupError } from '../config/startup-error.js'
import { parseMasterKey, type MasterKey } from './master-key.js'

/** The files in which an installation keeps its master key, unless the environment does. */
export interface MasterKeyFiles {
  current: string
  /** The key before, from the beginning of a rotation to its end. */
  previous: string
  /** The key to come, while it is not yet in its place. */
  next: string
}

/** The key files of a data directory. */
export function masterKeyFiles(dataDir: string): MasterKeyFiles {
  const current = join(dataDir, 'master.key')
  return { current, previous: `${current}.previous`, next: `${current}.next` }
}

/** Reads a key file. Nothing if there is none; refuses one that other users of the machine can read. */
export function readMasterKeyFile(path: string): MasterKey | undefined {
  if (!existsSync(path)) return undefined
  const mode = statSync(path).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new StartupError(
      `${path} can be read by other users (mode ${mode.toString(8)}): run "chmod 600 ${path}", and rotate the key if others may have read it.`,
    )
  }
  return parseMasterKey(readFileSync(path, 'utf8'), path)
}

/** Makes the first key of an installation, unless another process has just done so. */
export function createMasterKeyFile(path: string): MasterKey {
  const draft = `${path}.${process.pid}`
  writeKey(draft)
  try {
    // A link fails where the name is taken, and what it names is complete.
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  syncFolderOf(path)
  return readMasterKeyFile(path)!
}

/** Puts a new key in the place of the current one, which becomes the previous. Continues where a killed run stopped. */
export function replaceMasterKeyFile({ current, previous, next }: MasterKeyFiles): void {
  if (!existsSync(next)) {
    const draft = `${next}.${process.pid}`
    writeKey(draft)
    renameSync(draft, next)
    syncFolderOf(next)
  }
  if (!existsSync(previous)) linkSync(current, previous)
  syncFolderOf(previous)
  renameSync(next, current)
  syncFolderOf(current)
}

/** Puts the previous key aside: from here on it opens only old backups. Returns its new path. */
export function retireMasterKeyFile({ current, previous }: MasterKeyFiles): string | undefined {
  const key = readMasterKeyFile(previous)
  if (!key) return undefined
  const retired = retiredFile(current, key.fingerprint)
  renameSync(previous, retired)
  syncFolderOf(retired)
  return retired
}

/** Where the key with this fingerprint lies once it is retired. */
export function retiredFile(current: string, fingerprint: string): string {
  return `${current}.retired-${fingerprint}`
}

function writeKey(path: string): void {
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartupError(`The master key cannot be written to ${path}: ${reason}.`, { cause })
  }
}

/** A new name lasts through a power failure once its folder is written too. */
function syncFolderOf(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
