import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'

/** Whether the server and what it stands on are ready for work. */
export const readinessQuery = () =>
  queryOptions({
    queryKey: ['readiness'],
    staleTime: 0,
    retry: false,
    queryFn: () => call(api.GET('/api/health/ready')),
  })
