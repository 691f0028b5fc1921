import { spawnSync } from 'node:child_process'
import { StartupError } from '../../config/startup-error.js'

/** An operating-system user to run PostgreSQL as. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root, so root lends it one of the users that systems have for such work. */
export function accountForRoot(): Account {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid && gid !== undefined) return { name, uid, gid }
  }
  throw new StartupError(
    'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody": start as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the account can enter the folder. */
export function canEnter(account: Account, folder: string): boolean {
  return succeeds(account, 'cd -- "$1"', folder)
}

/** Whether the account can run the program. */
export function canExecute(account: Account, program: string): boolean {
  return succeeds(account, 'test -x "$1" && "$1" --version >/dev/null 2>&1', program)
}

/** Asked of the kernel by trying: a look at permission bits would miss access lists and mount options. */
function succeeds({ uid, gid }: Account, script: string, argument: string): boolean {
  return spawnSync('/bin/sh', ['-c', script, 'sh', argument], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return status === 0 ? Number(stdout) : undefined
}
