import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inRepository } from './root.mjs'

const { packageManager } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'))
const windows = process.platform === 'win32'

/** Runs the pinned pnpm, fetched by npx. Its output goes to stderr, since stdout may be somebody's JSON. True if it worked. */
export function pnpm(...args) {
  const { status, error } = spawnSync(windows ? 'npx.cmd' : 'npx', ['--yes', packageManager, ...args], {
    cwd: inRepository(),
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', SCARF_ANALYTICS: 'false' },
  })
  if (error) console.error(`npx cannot be run: ${error.message}. It comes with npm: install Node.js with npm.`)
  return status === 0
}
