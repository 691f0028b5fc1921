import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

export default defineProject({
  // Controls are judged by the runner as it stands in the source, so that a test needs no build.
  resolve: { alias: { '@tenantry/core': fileURLToPath(new URL('../core/src/index.ts', import.meta.url)) } },
  // Hundreds of small files of pure functions: nothing leaks from one to the next, so that they share one world.
  test: { name: 'm365', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], isolate: false },
})
