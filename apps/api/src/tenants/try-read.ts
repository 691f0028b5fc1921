import { AppError, type ProblemFacts, problemFacts } from '@tenantry/core'
import { gatherCalls } from '../connections/gathered-calls.js'

/** What a read for people's own eyes answered. */
export interface Tried<T> {
  items: readonly T[]
  problem: ProblemFacts | null
  durationMs: number
  /** The last call it took. */
  call: { operation: string; permissions: string[]; at: string; requestId: string | null } | null
}

/** Reads, and says how it went. */
export async function tryRead<T>(read: () => Promise<readonly T[]> | undefined): Promise<Tried<T>> {
  const from = Date.now()
  const { result, calls } = await gatherCalls(() => outcomeOf(read))
  const last = calls.at(-1)
  return {
    ...result,
    durationMs: Date.now() - from,
    call: last
      ? {
          operation: last.operation,
          permissions: [...last.permissions],
          at: last.at,
          requestId: last.requestId ?? null,
        }
      : null,
  }
}

async function outcomeOf<T>(
  read: () => Promise<readonly T[]> | undefined,
): Promise<{ items: readonly T[]; problem: ProblemFacts | null }> {
  try {
    return { items: (await read()) ?? [], problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { items: [], problem: problemFacts(error) }
  }
}
