import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A server as its own file `postmaster.pid` names it: https://www.postgresql.org/docs/18/storage-file-layout.html */
export interface Postmaster {
  pid: number
  /** Absent while the server has not come that far. */
  port: number | undefined
}

/** The live server of this data directory, if there is one. Takes away a file that names none. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid')
  const before = read(file)
  if (before === undefined) return undefined
  const postmaster = parse(before)
  if (postmaster && isPostmasterOf(postmaster.pid, data)) return postmaster
  // A server that was just killed may still be letting go of its shared memory.
  await wait(2000)
  const now = read(file)
  if (now !== before) return findPostmaster(data)
  rmSync(file, { force: true })
  return undefined
}

/** Whether this process is the server of this data directory, rather than dead, or another that got its number. */
export function isPostmasterOf(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  if (process.platform === 'linux') return isPostgresOnLinux(pid, data)
  const [command, ...args]: [string, ...string[]] =
    process.platform === 'win32'
      ? ['tasklist', '/fi', `pid eq ${pid}`, '/fo', 'csv', '/nh']
      : ['ps', '-p', String(pid), '-o', 'comm=']
  return execFileSync(command, args, { encoding: 'utf8' }).includes('postgres')
}

function isPostgresOnLinux(pid: number, data: string): boolean {
  const stat = read(`/proc/${pid}/stat`)
  const [, command, state] = stat?.match(/\((.*)\) (\w)/) ?? []
  if (command !== 'postgres' || state === 'Z') return false
  try {
    // The server works in its data directory.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    return true
  }
}

function parse(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return Number.isInteger(pid) && pid > 0 ? { pid, port: port > 0 ? port : undefined } : undefined
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
