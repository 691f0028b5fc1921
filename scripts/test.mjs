import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap } from './bootstrap.mjs'
import { findBrowser } from './browser.mjs'
import { pnpm } from './pnpm.mjs'
import { inRepository } from './root.mjs'

const tool = (name) => inRepository('node_modules', name)
const GENERATED = ['apps/api/openapi.json', 'packages/api-client/src/schema.d.ts']

/** The steps of `npm test`, in order. Each returns how many checks passed and failed. */
const steps = {
  types: () => check(pnpm('exec', 'turbo', 'run', 'typecheck', '--output-logs=errors-only')),
  lint: () => {
    const options = ['--disable-nested-config', '--type-aware', '-c', '.oxlintrc.json', '--quiet', '.']
    return check(run(tool('oxlint/bin/oxlint'), options))
  },
  'lint-vue': () => check(run(tool('eslint/bin/eslint.js'), ['--max-warnings', '0', 'apps/web', 'packages/ui'])),
  format: () => check(run(tool('oxfmt/bin/oxfmt'), ['--check', '.'])),
  imports: () => {
    const folders = ['apps/api/src', 'apps/api/test', 'apps/web/src', 'packages', 'e2e']
    return check(
      run(tool('dependency-cruiser/bin/dependency-cruise.mjs'), ['--config', '.dependency-cruiser.mjs', ...folders]),
    )
  },
  generated: () => check(generatedIsCurrent()),
  unit: (more) => vitest(['--project', '!journeys', ...more]),
  browser: async (more) => {
    try {
      process.env.CHROMIUM_PATH = await findBrowser()
    } catch (error) {
      console.log(error.message)
      return check(false)
    }
    return vitest(['--project', 'journeys', ...more])
  },
}

bootstrap()
const wanted = process.argv.slice(2)
const named = wanted.filter((word) => word in steps)
const forVitest = wanted.filter((word) => !(word in steps))
const chosen = named.length > 0 ? named : forVitest.length > 0 ? ['unit', 'browser'] : Object.keys(steps)

const results = []
for (const name of chosen) {
  console.log(`\n── ${name}`)
  const from = Date.now()
  results.push({ name, ...(await steps[name](forVitest)), seconds: Math.round((Date.now() - from) / 1000) })
}

console.log('')
for (const { name, passed, failed, seconds } of results) {
  console.log(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${passed} passed, ${failed} failed (${seconds} s)`)
}
const total = (what) => results.reduce((sum, result) => sum + result[what], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') === 0 ? 0 : 1

function check(worked) {
  return { passed: worked ? 1 : 0, failed: worked ? 0 : 1 }
}

function run(script, args) {
  return spawnSync(process.execPath, [script, ...args], { cwd: inRepository(), stdio: 'inherit' }).status === 0
}

/** Counts from vitest's own report; a run that failed outside of any test counts as one failure. */
function vitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-vitest-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const worked = run(tool('vitest/vitest.mjs'), ['run', '--passWithNoTests', ...reporters, ...args])
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests === 0 && !worked ? 1 : numFailedTests }
  } catch {
    return check(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes the generated files again and compares. Where they differ, the new ones stay, to be committed. */
function generatedIsCurrent() {
  const before = GENERATED.map(read)
  const made = pnpm('--filter', '@tenantry/api', 'openapi') && pnpm('--filter', '@tenantry/api-client', 'generate')
  if (!made) return false
  const stale = GENERATED.filter((path, index) => before[index] !== undefined && read(path) !== before[index])
  for (const path of stale) console.log(`${path} was out of date and has been made again: commit it.`)
  return stale.length === 0 && run(inRepository('scripts/reference.mjs'), ['--check'])
}

function read(path) {
  try {
    return readFileSync(inRepository(path), 'utf8')
  } catch {
    return undefined
  }
}
