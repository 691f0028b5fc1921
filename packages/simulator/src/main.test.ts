import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

function run(...args: string[]) {
  const started = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  child = started
  const output = { stdout: '', stderr: '' }
  started.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  started.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  return { started, output, exit: once(started, 'exit').then(([code]) => code as number | null) }
}

async function ready(running: ReturnType<typeof run>): Promise<Record<string, string>> {
  while (!running.output.stdout.includes('\n')) await once(running.started.stdout, 'data')
  return JSON.parse(running.output.stdout) as Record<string, string>
}

describe('the command', () => {
  it('prints one line of JSON when ready: addresses that answer, apps and tenants', async () => {
    const running = run('--scenario', 'two-companies')
    const line = await ready(running)
    expect(line).toMatchObject({
      ready: true,
      apps: [
        {
          kind: 'singleTenant',
          tenantId: expect.any(String),
          clientId: expect.any(String),
          clientSecret: expect.any(String),
        },
        { kind: 'singleTenant' },
      ],
      tenants: [
        { id: expect.any(String), name: 'Fabrikam', defaultDomain: 'fabrikam.onmicrosoft.com' },
        { name: 'Tailspin Toys' },
      ],
    })
    expect(running.output.stdout.trimEnd()).not.toContain('\n')
    expect((await fetch(`${line['graph']}/v1.0/organization`)).status).toBe(401)
    expect((await fetch(`${line['control']}/state`)).status).toBe(200)
    expect(line['dns']).toMatch(/^127\.0\.0\.1:\d+$/)
    expect((await fetch(`${line['exchange']}/`)).status).toBe(401)
  })

  it('takes a seed, and limits scaled or off', async () => {
    const state = async (...args: string[]) => {
      const { control } = await ready(run(...args))
      const answer = (await (await fetch(`${control}/state`)).json()) as Record<string, unknown>
      child?.kill('SIGKILL')
      return answer
    }
    expect(await state('--seed', '42', '--limits', '0.5')).toMatchObject({ seed: 42, limits: 0.5 })
    expect(await state('--limits', 'off')).toMatchObject({ seed: 1, limits: 'off' })
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s', async (signal) => {
    const running = run()
    await ready(running)
    running.started.kill(signal)
    expect(await running.exit).toBe(0)
  })

  it('stops when its parent closes the lifeline', async () => {
    const running = run('--stdin-lifeline')
    await ready(running)
    running.started.stdin.end()
    expect(await running.exit).toBe(0)
  })

  it('says in one line that the port is in use', async () => {
    const other = createServer()
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const running = run('--port', String(port))
    expect(await running.exit).toBe(1)
    expect(running.output.stderr).toBe(`Port ${port} is already in use.\n`)
    other.close()
  })

  it.each([
    ['an unknown scenario', ['--scenario', 'atlantis'], /^There is no scenario 'atlantis'\. There are: .*\n$/],
    ['a port that is none', ['--port', 'many'], /^'many' is not a port\. usage: .*\n$/],
    ['a seed that is none', ['--seed', 'luck'], /^'luck' is not a whole number\. usage: .*\n$/],
    ['limits that are none', ['--limits', 'few'], /^'few' is neither off nor a scale\. usage: .*\n$/],
    ['an unknown option', ['--fast'], /^Unknown option '--fast'.*usage: .*\n$/],
  ])('says in one line what is wrong with %s', async (_, args, message) => {
    const running = run(...args)
    expect(await running.exit).toBe(1)
    expect(running.output.stderr).toMatch(message)
  })
})
