import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'journeys',
    include: ['journeys/*.test.ts'],
    globalSetup: ['support/global-setup.ts'],
    setupFiles: ['support/on-failure.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // What a page says comes after what it shows first.
    expect: { poll: { timeout: 15_000 } },
  },
})
