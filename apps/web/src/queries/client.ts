import { MutationCache, QueryCache, QueryClient } from '@tanstack/vue-query'
import { ProblemError } from '../api/problem.js'
import { renewFirstAnswers } from './first-answers.js'
import { sessionQuery } from './session.js'

/** Told when the session has ended, so that the router can ask for a new one. */
export const sessionEnd = { handler: () => {} }

function onError(error: unknown) {
  if (!(error instanceof ProblemError) || error.problem.code !== 'not_signed_in') return
  if (queryClient.getQueryData(sessionQuery().queryKey) === null) return
  queryClient.setQueryData(sessionQuery().queryKey, null)
  sessionEnd.handler()
}

/** The cache of what the server said. What is on screen stays on screen while it is asked again. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => error instanceof ProblemError && error.problem.retryable && count < 2,
    },
  },
})
renewFirstAnswers(queryClient)
