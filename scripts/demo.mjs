import './check-node.mjs'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'
import { simulatorCommand } from './simulator-command.mjs'

const fresh = process.argv.includes('--fresh')

bootstrap()
process.chdir(inRepository())
const dataDir = process.env.DEMO_DATA_DIR || inRepository('.data-demo')
if (fresh) await startOver(dataDir)
const apiKey = keyOf(dataDir)
Object.assign(process.env, {
  DATA_DIR: dataDir,
  BOOTSTRAP_API_KEY: apiKey,
  SIMULATOR_COMMAND: simulatorCommand('demo'),
})
process.env.LOG_LEVEL ||= 'warn'
// The demo has its own data, whatever the shell is set up for.
for (const name of ['DATABASE_URL', 'DATABASE_APP_URL', 'MASTER_KEY', 'MASTER_KEY_PREVIOUS', 'SIMULATOR_URL']) {
  delete process.env[name]
}

const started = await import(pathToFileURL(inRepository('apps/api/dist/main.js')).href).then(() => !process.exitCode)
if (started) {
  const url = `http://127.0.0.1:${process.env.PORT || 3000}`
  const { seed } = await import('./demo-seed.mjs')
  const { email, password } = await seed({ url, apiKey })
  console.log(`
  The demo is ready at ${url}
  Sign in as ${email} with the password ${password}
`)
}

async function startOver(folder) {
  const embedded = inRepository('apps/api/dist/database/embedded/erase-postgres.js')
  const { erasePostgres } = await import(pathToFileURL(embedded).href)
  await erasePostgres({ dataRoot: folder, log: console.error })
}

/** The key with which the demo is seeded. It belongs to the demo's data. */
function keyOf(folder) {
  const file = join(folder, 'demo.key')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}
