import type { QueryClient } from '@tanstack/vue-query'

const ASK_MS = 15_000
const UNDER_WAY: ReadonlySet<unknown> = new Set(['queued', 'running', 'waiting', 'reading', 'collecting', 'evaluating'])

/** Whether an answer of the server shows work that has not come to its end: by itself, in a list, or in the parts of one. */
export function showsWorkUnderWay(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some(showsWorkUnderWay)
  if (typeof answer !== 'object' || answer === null) return false
  const { status, items, pages } = answer as { status?: unknown; items?: unknown; pages?: unknown }
  return UNDER_WAY.has(status) || showsWorkUnderWay(items) || showsWorkUnderWay(pages)
}

/**
 * Asks now and then how far the work is that is on screen, though events tell so sooner: what ends while a page connects is told
 * to nobody, and some proxies hold events back. Gives a function that ends it.
 */
export function askOfWorkUnderWay(queryClient: QueryClient): () => void {
  const timer = window.setInterval(() => {
    if (document.visibilityState === 'hidden') return
    void queryClient.invalidateQueries({ type: 'active', predicate: ({ state }) => showsWorkUnderWay(state.data) })
  }, ASK_MS)
  return () => window.clearInterval(timer)
}
