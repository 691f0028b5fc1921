/** An error as the API answers it (RFC 9457). */
export interface Problem {
  title: string
  status: number
  detail: string
  code: string
  fix: string
  retryable: boolean
  requestId?: string
  errors?: { path: string; message: string }[]
}

/** Thrown by every call that the API answers with a problem, or not at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
  }
}

/** The problem in whatever a query or mutation failed with. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    title: 'The console has a fault',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    code: 'console_fault',
    fix: 'Reload the page. If it stays, report this message.',
    retryable: true,
  }
}

/** The message for each field, by its path. */
export function fieldMessages(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]))
}

const unreachable: Problem = {
  title: 'The server cannot be reached',
  status: 0,
  detail: 'The request got no answer.',
  code: 'unreachable',
  fix: 'Check that Tenantry is running and that you are online, then try again.',
  retryable: true,
}

/** Waits for a call of the API client: gives its data, or throws a {@link ProblemError}. */
export async function call<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer
  try {
    answer = await request
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError(unreachable)
  }
  if (answer.response.ok) return answer.data as T
  throw new ProblemError(isProblem(answer.error) ? answer.error : notFromUs(answer.response))
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'fix' in error
}

function notFromUs(response: Response): Problem {
  return {
    title: 'Something else answered',
    status: response.status,
    detail: `The answer (${response.status}) did not come from Tenantry.`,
    code: 'unexpected_answer',
    fix: 'Often a proxy in between: check what answers at this address.',
    retryable: true,
  }
}
