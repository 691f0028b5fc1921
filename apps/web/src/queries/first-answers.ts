import type { Query, QueryClient } from '@tanstack/vue-query'

/**
 * Asks again for what changed while it was being asked for the first time: the answer may be from before the change. TanStack
 * Query calls off a question that renews an answer when that is invalidated, but lets a first question go on.
 * https://tanstack.com/query/latest/docs/reference/QueryClient#queryclientinvalidatequeries
 */
export function renewFirstAnswers(queryClient: QueryClient): void {
  const outdated = new WeakSet<Query>()
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'invalidate' && query.state.data === undefined && query.state.fetchStatus !== 'idle') {
      outdated.add(query)
    } else if (action.type === 'success' && outdated.delete(query)) {
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
  })
}
