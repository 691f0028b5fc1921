import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineProject({
  // The example provider imports the package by its name, as any provider does; here it must meet the source under test.
  resolve: {
    alias: [
      { find: '@tenantry/core/testing', replacement: source('src/testing/index.ts') },
      { find: '@tenantry/core', replacement: source('src/index.ts') },
    ],
  },
  test: { name: 'core', include: ['src/**/*.test.ts', 'test/**/*.test.{ts,js}'], testTimeout: 20_000 },
})
