import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'

/** The process as it is started for real: `npm test` builds it before. */
const built = join(import.meta.dirname, '../dist/main.js')
const cleanups: (() => unknown)[] = []

vi.setConfig({ testTimeout: 120_000 })

interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

describe('the process', () => {
  it('starts with nothing but a data directory, stops when told, and starts again with its data', async () => {
    const DATA_DIR = folder()
    const first = run({ DATA_DIR })
    expect(await first.listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    first.child.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(DATA_DIR).toSorted()).toEqual(['master.key', 'pg18'])
    expect(existsSync(join(DATA_DIR, 'pg18/data/postmaster.pid'))).toBe(false)

    const second = run({ DATA_DIR })
    const answer = await fetch(`${await second.listening}/api/health/ready`)
    expect(answer.status).toBe(200)
  })

  it('refuses a port in use with one line, and takes its database down again', async () => {
    const DATA_DIR = folder()
    const port = portOf(await occupied())
    const { code, stderr } = await run({ DATA_DIR, PORT: String(port) }).ended
    expect({ code, lines: linesOf(stderr) }).toEqual({
      code: 1,
      lines: [`Port ${port} on 127.0.0.1 is in use: stop what uses it, or set PORT to another one.`],
    })
    expect(existsSync(join(DATA_DIR, 'pg18/data/postmaster.pid'))).toBe(false)
  })

  it('refuses a database that does not answer with one line, and makes nothing', async () => {
    const DATA_DIR = folder()
    const port = portOf(await occupied())
    const server = cleanups.pop() as () => Promise<void>
    await server()
    const DATABASE_URL = `postgresql://someone:canary-password@127.0.0.1:${port}/nowhere`
    const { code, stderr } = await run({ DATA_DIR, DATABASE_URL }).ended
    expect({ code, lines: linesOf(stderr) }).toEqual({ code: 1, lines: [expect.stringContaining('cannot be reached')] })
    expect(stderr).not.toContain('canary-password')
    expect(readdirSync(DATA_DIR)).toEqual([])
  })

  it('refuses a second instance on one data directory with one line, and leaves the first running', async () => {
    const DATA_DIR = folder()
    const first = run({ DATA_DIR })
    const url = await first.listening
    const { code, stderr } = await run({ DATA_DIR }).ended
    expect({ code, lines: linesOf(stderr) }).toEqual({
      code: 1,
      lines: [`Another instance is already using ${DATA_DIR}: stop it first, or set DATA_DIR to another folder.`],
    })
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)
  })

  it('starts again after kill -9, with what it had', async () => {
    const DATA_DIR = folder()
    const first = run({ DATA_DIR })
    await first.listening
    first.child.kill('SIGKILL')
    await first.ended
    expect((await fetch(`${await run({ DATA_DIR }).listening}/api/health/ready`)).status).toBe(200)
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['a port that is no number', { PORT: 'many' }, /^PORT must be a number\.$/],
    ['a master key that is too short (S-01)', { MASTER_KEY: 'c2hvcnQ=' }, /^MASTER_KEY has 40 bits/],
    ['a master key of zeros (S-01)', { MASTER_KEY: Buffer.alloc(32).toString('base64') }, /^MASTER_KEY is all zeros/],
  ])('refuses %s with one line', async (_, env, line) => {
    const DATA_DIR = folder()
    const { code, stderr } = await run({ DATA_DIR, DATABASE_URL: inject('postgresUrl'), ...env }).ended
    expect({ code, lines: linesOf(stderr) }).toEqual({ code: 1, lines: [expect.stringMatching(line)] })
    expect(readdirSync(DATA_DIR)).toEqual([])
  })

  it('refuses a full disk with one line, and leaves nothing on it', async ({ skip }) => {
    const DATA_DIR = folder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', DATA_DIR]).status === 0
    skip(!mounted, 'mounting is not allowed here')
    cleanups.push(() => spawnSync('umount', [DATA_DIR]))
    const { code, stderr } = await run({ DATA_DIR }).ended
    expect({ code, lines: linesOf(stderr) }).toEqual({
      code: 1,
      lines: [expect.stringMatching(new RegExp(`^The disk of ${DATA_DIR} is full`))],
    })
    expect(readdirSync(DATA_DIR)).toEqual([])
  })
})

describe('the keys command', () => {
  it('replaces master key and data keys beside the running process, which goes on (S-04)', async () => {
    const DATA_DIR = folder()
    const process = run({ DATA_DIR })
    const url = await process.listening
    const before = JSON.parse((await keys(DATA_DIR, 'status')).stdout) as { masterKey: string }
    expect(await keys(DATA_DIR, 'rotate-master')).toMatchObject({ code: 0, stderr: '' })
    expect(await keys(DATA_DIR, 'rotate-data')).toMatchObject({ code: 0, stderr: '' })
    const after = JSON.parse((await keys(DATA_DIR, 'status')).stdout) as { masterKey: string }
    expect(after.masterKey).not.toBe(before.masterKey)
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)
    process.child.kill('SIGTERM')
    expect(await process.ended).toMatchObject({ code: 0 })
    await run({ DATA_DIR }).listening
  })

  it('explains itself when the word is unknown', async () => {
    expect(await keys(folder(), 'turn')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Usage: npm run keys'),
    })
  })
})

function keys(DATA_DIR: string, command: string): Promise<Outcome> {
  return run({ DATA_DIR }, join(built, '../keys.js'), command).ended
}

function run(
  env: Record<string, string>,
  ...command: string[]
): { child: ChildProcess; listening: Promise<string>; ended: Promise<Outcome> } {
  const child = spawn(process.execPath, command.length > 0 ? command : [built], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const address = /listens on (\S+)/.exec(stdout)?.[1]
      if (address) resolve(address)
    })
    void ended.then(() => reject(new Error(`The process ended: ${stdout}${stderr}`)))
  })
  // Most of these processes are meant to end before they listen.
  listening.catch(() => undefined)
  cleanups.push(() => {
    child.kill('SIGTERM')
    return ended
  })
  return { child, listening, ended }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tenantry-start-'))
  cleanups.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function occupied(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => new Promise((resolve) => server.close(resolve)))
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
