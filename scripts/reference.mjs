import './check-node.mjs'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { bootstrap } from './bootstrap.mjs'
import { configurationPage } from './reference/configuration.mjs'
import { errorsPage } from './reference/errors.mjs'
import { permissionsPage } from './reference/permissions.mjs'
import { rolesPage } from './reference/roles.mjs'
import { inRepository } from './root.mjs'

// Writes docs/reference/ from the built code. With --check it writes nothing and fails where a page is out of date.
const check = process.argv.includes('--check')
const pages = {
  'configuration.md': configurationPage,
  'errors.md': errorsPage,
  'permissions.md': permissionsPage,
  'roles.md': rolesPage,
}

bootstrap()
mkdirSync(inRepository('docs/reference'), { recursive: true })
const stale = []
for (const [name, write] of Object.entries(pages)) {
  const file = inRepository('docs/reference', name)
  const text = `${await write()}\n`
  if (text === read(file)) continue
  stale.push(name)
  if (!check) writeFileSync(file, text)
}
if (check && stale.length > 0) {
  console.error(`docs/reference is out of date (${stale.join(', ')}): run "node scripts/reference.mjs" and commit it.`)
  process.exitCode = 1
} else if (!check) {
  console.log(stale.length === 0 ? 'docs/reference is up to date.' : `Written: ${stale.join(', ')}.`)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}
