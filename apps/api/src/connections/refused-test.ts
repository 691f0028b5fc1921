import { AppError, type ProblemFacts } from '@tenantry/core'

/** A test’s problem as the answer to the request that asked for the test: nothing was changed. */
export function refusedTest(problem: ProblemFacts): AppError {
  return new AppError(
    {
      code: problem.code,
      status: problem.retryable ? 503 : problem.health === 'serviceError' ? 502 : 422,
      title: problem.title,
      ...(problem.health && { health: problem.health }),
      retryable: problem.retryable,
    },
    problem.why,
    problem.fix,
    {
      ...(problem.provenance && { provenance: problem.provenance }),
      ...(problem.retryAfterSeconds !== undefined && { retryAfterSeconds: problem.retryAfterSeconds }),
      ...(problem.field && { field: problem.field }),
    },
  )
}
