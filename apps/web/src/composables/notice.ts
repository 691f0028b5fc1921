import { problemOf } from '../api/problem.js'
import type { NoticeProblem } from '@tenantry/ui'
import type { ProblemFacts } from '../api/shapes.js'

/** A failed call as a notice shows it. */
export function noticeOf(error: unknown): NoticeProblem {
  const { title, detail, fix, code, requestId } = problemOf(error)
  return { title, why: detail, fix, code, ...(requestId && { requestId }) }
}

/** A stored problem of a connection as a notice shows it. */
export function noticeOfFacts(facts: ProblemFacts): NoticeProblem {
  const { title, why, fix, code, learnMore, provenance, retryAfterSeconds } = facts
  return {
    title,
    why,
    fix,
    code,
    ...(learnMore && { learnMore }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(provenance && {
      operation: provenance.operation,
      at: provenance.at,
      ...(provenance.requestId && { providerRequestId: provenance.requestId }),
      ...(provenance.providerCode && { providerCode: provenance.providerCode }),
    }),
  }
}
