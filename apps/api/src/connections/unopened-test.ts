import { problemFacts, type AppError, type ConnectionTest } from '@tenantry/core'

/** The outcome of a test that did not get as far as signing in, because no client could be opened. */
export function unopenedTest(error: AppError, at: Date): ConnectionTest {
  const problem = problemFacts(error)
  return {
    startedAt: at.toISOString(),
    durationMs: 0,
    health: error.health ?? 'serviceError',
    problem,
    notes: [],
    surplus: [],
    checks: {
      authentication: { status: 'failed', durationMs: 0, problem },
      permissions: { status: 'skipped', durationMs: 0, items: [] },
      apiCalls: { status: 'skipped', durationMs: 0, items: [] },
    },
  }
}
