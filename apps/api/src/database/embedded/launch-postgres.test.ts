import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { accountForRoot } from './account.js'
import { binariesFor, installedBinaries } from './binaries.js'
import { erasePostgres } from './erase-postgres.js'
import { launchPostgres, type EmbeddedPostgres } from './launch-postgres.js'

const asRoot = process.getuid?.() === 0
const built = join(import.meta.dirname, '../../../dist/database/embedded/launch-postgres.js')
const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

describe('the embedded PostgreSQL', () => {
  it('is made on the first start and keeps its data for the next', async () => {
    const dataRoot = folder()
    const first = await launch(dataRoot)
    await query(first, 'create table kept (n int)')
    await query(first, 'insert into kept values (42)')
    await first.stop()
    expect(existsSync(join(dataRoot, 'pg18/data/postmaster.pid'))).toBe(false)
    expect(await query(await launch(dataRoot), 'select n from kept')).toEqual([{ n: 42 }])
  })

  it('lets nobody in without the password', async () => {
    const postgres = await launch(folder())
    const url = new URL(postgres.ownerUrl)
    url.password = 'guessed'
    await expect(query({ ownerUrl: url.href }, 'select 1')).rejects.toThrow('password authentication failed')
  })

  it('refuses a second instance with one line and leaves the first alone', async () => {
    const dataRoot = folder()
    const first = await launch(dataRoot)
    await expect(launch(dataRoot)).rejects.toThrow(`Another instance is already using ${dataRoot}`)
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('lets a command work beside a running instance', async () => {
    const dataRoot = folder()
    const instance = await launch(dataRoot)
    const command = await launchPostgres({ dataRoot, log: () => undefined, shared: true })
    expect(command.ownerUrl).toBe(instance.ownerUrl)
    await command.stop()
    expect(await query(instance, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('comes up once when two start at the same time on an empty folder', async () => {
    const dataRoot = folder()
    const outcomes = await Promise.all([launchInProcess(dataRoot), launchInProcess(dataRoot)])
    expect(outcomes.map(({ said }) => said.slice(0, said.indexOf(' '))).toSorted()).toEqual(['Another', 'up'])
    expect(readdirSync(dataRoot)).toEqual(['pg18'])
  })

  it('adopts the server that a killed process left running', async () => {
    const dataRoot = folder()
    const { process: killed } = await launchInProcess(dataRoot)
    const orphan = serverPid(dataRoot)
    await kill(killed)
    const postgres = await launch(dataRoot)
    expect(serverPid(dataRoot)).toBe(orphan)
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('recovers what was committed when process and server were killed', async () => {
    const dataRoot = folder()
    const { process: killed, said } = await launchInProcess(dataRoot)
    await query({ ownerUrl: said.split(' ')[1]! }, 'create table kept as select 42 as n')
    process.kill(serverPid(dataRoot), 'SIGKILL')
    await kill(killed)
    expect(await query(await launch(dataRoot), 'select n from kept')).toEqual([{ n: 42 }])
  })

  it('is started again at the same address when its server dies', async () => {
    const dataRoot = folder()
    const lines: string[] = []
    const postgres = await launch(dataRoot, lines)
    const before = serverPid(dataRoot)
    process.kill(before, 'SIGKILL')
    await expect
      .poll(() => query(postgres, 'select 1 as one').catch(() => 'away'), { timeout: 20_000 })
      .toEqual([{ one: 1 }])
    expect(serverPid(dataRoot)).not.toBe(before)
    expect(lines).toContain('The embedded PostgreSQL has stopped and is started again.')
  })

  it.each([
    ['an unrelated live process', () => `${process.pid}\n/elsewhere\n1\n1\n\n127.0.0.1\n0\nready\n`],
    ['a process that is gone', () => `${goneProcess()}\n/elsewhere\n1\n1\n\n127.0.0.1\n0\nready\n`],
    ['nothing sensible', () => 'garbage'],
  ])('starts over a pid file that names %s', async (_, content) => {
    const dataRoot = folder()
    await (await launch(dataRoot)).stop()
    writeFileSync(join(dataRoot, 'pg18/data/postmaster.pid'), content())
    expect(await query(await launch(dataRoot), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('takes away what a first start left behind that died half-way', async () => {
    const dataRoot = folder()
    mkdirSync(join(dataRoot, `pg18.init-${goneProcess()}`, 'data'), { recursive: true })
    await launch(dataRoot)
    expect(readdirSync(dataRoot)).toEqual(['pg18'])
  })

  it.skipIf(process.platform === 'win32')('stops cleanly when Ctrl+C reaches the whole process group', async () => {
    const dataRoot = folder()
    const { process: launched } = await launchInProcess(dataRoot)
    process.kill(-launched.pid!, 'SIGINT')
    await once(launched, 'exit')
    expect(existsSync(join(dataRoot, 'pg18/data/postmaster.pid'))).toBe(false)
  })

  it('says so when password and database do not belong together', async () => {
    const dataRoot = folder()
    await (await launch(dataRoot)).stop()
    writeFileSync(join(dataRoot, 'pg18/password'), 'another')
    await expect(launch(dataRoot)).rejects.toThrow('does not accept the password beside it')
    process.kill(serverPid(dataRoot), 'SIGINT')
    await expect.poll(() => existsSync(join(dataRoot, 'pg18/data/postmaster.pid'))).toBe(false)
  })

  it('says so when the data directory cannot be made', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    await expect(launch(join(file, 'data'))).rejects.toThrow(`The folder ${join(file, 'data')} cannot be made`)
  })

  it.runIf(process.platform === 'linux')('gives the server no key and no PG variable of ours', async () => {
    process.env.MASTER_KEY = 'canary-key'
    process.env.PGPORT = '1'
    cleanups.push(() => {
      delete process.env.MASTER_KEY
      delete process.env.PGPORT
    })
    const dataRoot = folder()
    await launch(dataRoot)
    expect(readFileSync(`/proc/${serverPid(dataRoot)}/environ`, 'utf8')).not.toMatch(/MASTER_KEY|PGPORT/)
  })
})

describe.runIf(asRoot && process.platform === 'linux')('the embedded PostgreSQL started by root', () => {
  it('runs as another user', async () => {
    const dataRoot = folder()
    await launch(dataRoot)
    const status = readFileSync(`/proc/${serverPid(dataRoot)}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\s+${accountForRoot().uid}\\s`, 'm'))
  })

  it('moves out of a folder that its user cannot reach, and says where', async () => {
    const home = folder()
    chmodSync(home, 0o700)
    const reachableRoot = folder()
    const lines: string[] = []
    const postgres = await launchPostgres({
      dataRoot: join(home, '.data'),
      reachableRoot,
      log: (line) => lines.push(line),
    })
    cleanups.push(postgres.stop)
    const [moved] = readdirSync(reachableRoot)
    expect(lines).toEqual([expect.stringContaining(`so the database lives in ${join(reachableRoot, moved!)}`)])
    expect(existsSync(join(reachableRoot, moved!, 'pg18/data'))).toBe(true)
  })

  it('passes through a data directory that was closed to its user, and opens nothing above it', async () => {
    const dataRoot = folder()
    chmodSync(dataRoot, 0o700)
    const lines: string[] = []
    await launch(dataRoot, lines)
    expect({ lines, mode: statSync(dataRoot).mode & 0o777 }).toEqual({ lines: [], mode: 0o711 })
  })

  it('goes on with the database that it once moved, when the folder can be reached later', async () => {
    const home = folder()
    chmodSync(home, 0o700)
    const options = { dataRoot: join(home, '.data'), reachableRoot: folder(), log: () => undefined }
    const moved = await launchPostgres(options)
    await query(moved, 'create table kept as select 42 as n')
    await moved.stop()
    chmodSync(home, 0o755)
    const later = await launchPostgres(options)
    cleanups.push(later.stop)
    expect(await query(later, 'select n from kept')).toEqual([{ n: 42 }])
  })

  it('deletes a data directory with the database that was moved out of it, but not while it is used', async () => {
    const home = folder()
    chmodSync(home, 0o700)
    const options = { dataRoot: join(home, '.data'), reachableRoot: folder(), log: () => undefined }
    const used = await launchPostgres(options)
    await expect(erasePostgres(options)).rejects.toThrow('Another instance is already using')
    await used.stop()
    await erasePostgres(options)
    expect([readdirSync(home), readdirSync(options.reachableRoot)]).toEqual([[], []])
  })

  it('copies the programs when its user cannot run the installed ones', async () => {
    const home = folder()
    const { postgres } = await installedBinaries()
    cpSync(dirname(dirname(postgres)), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    chmodSync(home, 0o700)
    const bin = join(home, 'native/bin')
    const place = folder()
    const unreachable = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
    const usable = binariesFor(accountForRoot(), unreachable, place)
    const { uid, gid } = accountForRoot()
    const run = spawnSync(usable.postgres, ['--version'], { uid, gid, cwd: '/', encoding: 'utf8' })
    expect(usable.postgres.startsWith(place)).toBe(true)
    expect(run.stdout).toContain('18.')
    expect(readdirSync(place)).toEqual(['postgres-binaries'])
  })

  it('works for an ordinary user, and root continues that user’s database without taking it', async () => {
    const dataRoot = folder()
    const { uid, gid } = accountForRoot()
    chownSync(dataRoot, uid, gid)
    const { process: launched, said } = await launchInProcess(dataRoot, { uid, gid })
    expect(said).toMatch(/^up /)
    process.kill(launched.pid!, 'SIGINT')
    await once(launched, 'exit')
    await (await launch(dataRoot)).stop()
    const again = await launchInProcess(dataRoot, { uid, gid })
    expect(again.said).toMatch(/^up /)
  })

  it('refuses a disk that is too full, and leaves nothing behind', async ({ skip }) => {
    const disk = folder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]).status === 0
    skip(!mounted, 'mounting is not allowed here')
    cleanups.push(() => spawnSync('umount', [disk]))
    await expect(launch(disk)).rejects.toThrow(`The disk of ${disk} is full`)
    expect(readdirSync(disk)).toEqual([])
  })
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tenantry-embedded-'))
  chmodSync(path, 0o755)
  cleanups.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function launch(dataRoot: string, lines: string[] = []): Promise<EmbeddedPostgres> {
  const postgres = await launchPostgres({ dataRoot, log: (line) => lines.push(line) })
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= postgres.stop())
  cleanups.push(stop)
  return { ...postgres, stop }
}

/** Launches from a process of its own, which says `up URL`, or why not. */
async function launchInProcess(
  dataRoot: string,
  user: { uid?: number; gid?: number } = {},
): Promise<{ process: ChildProcess; said: string }> {
  const script = `
    const { launchPostgres } = await import(${JSON.stringify(built)})
    try {
      const postgres = await launchPostgres({ dataRoot: ${JSON.stringify(dataRoot)}, log: () => undefined })
      process.on('SIGINT', () => postgres.stop().then(() => process.exit()))
      console.log('up ' + postgres.ownerUrl)
    } catch (error) {
      console.log(error.message)
      process.exit(1)
    }`
  const launched = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  })
  cleanups.push(async () => {
    if (launched.exitCode !== null || launched.signalCode !== null) return
    launched.kill('SIGINT')
    await once(launched, 'exit')
  })
  const [said] = (await once(launched.stdout.setEncoding('utf8'), 'data')) as [string]
  return { process: launched, said: said.trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function serverPid(dataRoot: string): number {
  return Number(readFileSync(join(dataRoot, 'pg18/data/postmaster.pid'), 'utf8').split('\n')[0])
}

function goneProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

async function query({ ownerUrl }: { ownerUrl: string }, sql: string): Promise<object[]> {
  const client = new Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}
