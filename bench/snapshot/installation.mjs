import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inRepository } from '../../scripts/root.mjs'

const KEY = 'tnt_bootstrap_key_of_a_benchmark'
const LOOK_MS = 250
/** Features that change something, or that only partners have. */
const NOT_READ = /[a-z]Changes$|^partner$/

/** An installation that reads the tenant of a simulated app, with those of the features that read. */
export async function startReading(ready, isOn) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const env = { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const simulator = new URL(ready.control).origin
  const child = spawn(process.execPath, [inRepository('apps/api/dist/main.js')], {
    env: { ...env, BOOTSTRAP_API_KEY: KEY, SIMULATOR_URL: simulator, HEALTH_CHECK_SECONDS: '86400' },
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
  const base = `/organizations/${(await ask('GET', '/organizations')).items[0].id}`
  const tenant = await connect(ask, base, ready.apps[0], isOn)
  return {
    /** Takes one, of all or of these resources, and waits for its end. */
    snapshot: async (resources) => {
      const from = performance.now()
      let taken = await ask('POST', `${base}/tenants/${tenant}/snapshots`, { ...(resources && { resources }) })
      while (taken.endedAt === null) {
        await wait(LOOK_MS)
        taken = await ask('GET', `${base}/tenants/${tenant}/snapshots/${taken.number}`)
      }
      const { status, requests, objects, bytes, changed } = taken
      const seconds = Math.round((performance.now() - from) / 100) / 10
      return { status, requests, objects, bytes, changed, seconds, byStatus: taken.resources.byStatus }
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

/** Connects the app and gives the id of its own tenant. */
async function connect(ask, base, { tenantId, clientId, clientSecret }, isOn) {
  const { permissionSets } = await ask('GET', `${base}/providers/microsoft`)
  const sets = permissionSets.map(({ id }) => id).filter((id) => !NOT_READ.test(id) && isOn(id))
  const connection = await ask('POST', `${base}/connections`, {
    providerId: 'microsoft',
    kind: 'singleTenantApp',
    name: 'Bench',
    simulated: true,
    sets,
    config: { tenantId, clientId },
    credential: { kind: 'clientSecret', values: { clientSecret } },
  })
  await ask('POST', `${base}/connections/${connection.id}/tenant-syncs`)
  for (;;) {
    const [tenant] = (await ask('GET', `${base}/tenants`)).items
    if (tenant) return tenant.id
    await wait(LOOK_MS)
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
