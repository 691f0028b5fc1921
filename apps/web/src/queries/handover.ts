import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'

/** What a handover link asks for, as whoever holds the link may see it. */
export const openedHandoverQuery = (token: string) =>
  queryOptions({
    queryKey: ['handovers', token],
    queryFn: () => call(api.GET('/api/v1/handovers/{token}', { params: { path: { token } } })),
  })

export const askConsentFromHandover = (token: string) =>
  call(api.POST('/api/v1/handovers/{token}/consent-requests', { params: { path: { token } } }))
