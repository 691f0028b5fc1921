import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inRepository } from '../../scripts/root.mjs'

const KEY = 'tnt_bootstrap_key_of_a_benchmark'
const SETS = ['users', 'groups', 'directory', 'exchange']
const LOOK_MS = 100

/** An installation as `npm start` makes it: one process for API and work, its own PostgreSQL; and how it is worked with. */
export async function startInstallation(simulatorUrl) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const env = { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [inRepository('apps/api/dist/main.js')], {
    env: { ...env, BOOTSTRAP_API_KEY: KEY, SIMULATOR_URL: simulatorUrl, HEALTH_CHECK_SECONDS: '86400' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await addressOf(child)
  const ask = async (method, path, body) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const { items } = await ask('GET', '/organizations')
  const base = `/organizations/${items[0].id}`
  const ended = async ({ id }) => {
    for (;;) {
      const run = await ask('GET', `${base}/tenant-runs/${id}`)
      if (run.endedAt !== null) return run
      await wait(LOOK_MS)
    }
  }
  const firstTenants = async (count) => {
    const ids = []
    for (let cursor = ''; ids.length < count && cursor !== undefined;) {
      const page = await ask('GET', `${base}/tenants?limit=200${cursor}`)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor === null ? undefined : `&cursor=${page.nextCursor}`
    }
    return ids.slice(0, count)
  }
  return {
    origin,
    ask,
    organization: items[0],
    connect: (app, name) =>
      ask('POST', `${base}/connections`, {
        providerId: 'microsoft',
        kind: 'partnerApp',
        name,
        simulated: true,
        sets: SETS,
        config: { tenantId: app.tenantId, clientId: app.clientId },
        credential: { kind: 'clientSecret', values: { clientSecret: app.clientSecret } },
      }),
    disconnect: ({ id }) => ask('DELETE', `${base}/connections/${id}`),
    findTenants: async ({ id }) => ended(await ask('POST', `${base}/connections/${id}/tenant-syncs`)),
    /** All tenants of a connection, or the first so many; every one of them must have been looked at. */
    verifyTenants: async ({ id }, limit) => {
      const tenantIds = limit === undefined ? undefined : await firstTenants(limit)
      const order = tenantIds ? { tenantIds } : { filter: { connectionId: id } }
      const { runs } = await ask('POST', `${base}/tenant-verifications`, order)
      const { done, total, failed } = await ended(runs[0])
      if (done !== total || failed > 0) throw new Error(`Of ${total} tenants ${done} were verified, ${failed} failed.`)
    },
    peakMegabytes: () => peakMegabytes(child),
    close: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const address = /listens on (http:\S+)/.exec(said)
      if (address) resolve(address[1])
    })
    child.once('exit', (code) => reject(new Error(`The API ended with code ${code} before it listened: ${said}`)))
  })
}

/** The most memory that the process ever held, in megabytes; only Linux tells. */
function peakMegabytes({ pid }) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}
