import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRepository } from '../scripts/root.mjs'
import { addressOf } from './installation/address.mjs'

/** From spawning the process to its first answer: the API with its embedded PostgreSQL, and a bare Nest that says hello. */
export default function open() {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'error' }
  for (const name of ['DATABASE_URL', 'DATABASE_APP_URL', 'MASTER_KEY', 'SIMULATOR_URL', 'SIMULATOR_COMMAND'])
    delete env[name]
  return {
    unit: 'ms',
    ours: () => untilAnswer(inRepository('apps/api/dist/main.js'), env, '/api/health/live'),
    baseline: () => untilAnswer(inRepository('bench/startup/hello.mjs'), env, '/'),
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

async function untilAnswer(script, env, path) {
  const from = performance.now()
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await addressOf(child)
    const answer = await fetch(url + path)
    if (!answer.ok) throw new Error(`${url}${path} answered ${answer.status}.`)
    return performance.now() - from
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}
