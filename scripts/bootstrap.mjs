import './check-node.mjs'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pnpm } from './pnpm.mjs'
import { inRepository } from './root.mjs'

const STAMP = inRepository('node_modules', '.bootstrap')
const BUILT = ['apps/api/dist/main.js', 'apps/web/dist/index.html', 'packages/simulator/dist/main.js']
const NOT_SOURCE = new Set(['node_modules', 'dist', '.turbo', 'coverage'])
const ROOT_FILES = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  'turbo.json',
  'scripts/pack.mjs',
]

/** Installs and builds what is stale. Ends the process if that fails. */
export function bootstrap() {
  const stamp = readStamp()
  const installed = hash(readFileSync(inRepository('pnpm-lock.yaml')), process.version, process.arch)
  if (stamp.installed !== installed) {
    console.error('Installing packages…')
    // Building needs the development packages, whatever NODE_ENV says.
    if (!pnpm('install', '--frozen-lockfile', '--prod=false')) stop('The packages could not be installed')
    writeStamp({ installed })
  }
  const built = hash(...sources())
  if (stamp.installed === installed && stamp.built === built && BUILT.every((path) => existsSync(inRepository(path))))
    return
  console.error('Building…')
  if (!pnpm('run', 'build', '--output-logs=errors-only')) stop('The build failed')
  writeStamp({ installed, built })
}

/** Path, size and time of every file that a build reads: a second's work for turbo, and a blink this way. */
function sources() {
  const facts = []
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!NOT_SOURCE.has(entry.name)) visit(path)
      } else facts.push(fact(path))
    }
  }
  for (const folder of ['apps', 'packages']) visit(inRepository(folder))
  for (const name of ROOT_FILES) facts.push(fact(inRepository(name)))
  return facts.sort()
}

function fact(path) {
  const { size, mtimeMs } = statSync(path)
  return `${path}\0${size}\0${mtimeMs}\n`
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))
  } catch {
    return {}
  }
}

function writeStamp(stamp) {
  writeFileSync(STAMP, JSON.stringify(stamp))
}

function hash(...parts) {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest('hex')
}

function stop(what) {
  console.error(`${what}: the lines above say why.`)
  process.exit(1)
}
