import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRepository } from '../../scripts/root.mjs'
import { addressOf } from './address.mjs'

const KEY = 'tnt_bootstrap_key_of_a_benchmark'

/** An installation as `npm start` makes it: one process for API and work, its own PostgreSQL; and how it is asked. */
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
  const [organization] = (await ask('GET', '/organizations')).items
  return {
    origin,
    ask,
    organization,
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

/** The most memory that the process ever held, in megabytes; only Linux tells. */
function peakMegabytes({ pid }) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}
