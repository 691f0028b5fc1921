import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Body, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key, next } from './compliance-address.js'
import { ofOrganization } from './address.js'

type ExceptionFilter = { status?: Schema<'Exception'>['status']; control?: string; tenantId?: string }

export const exceptionsQuery = (organizationId: string, filter: ExceptionFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'exceptions', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ExceptionPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exceptions', {
          params: { path: { organizationId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const exceptionQuery = (organizationId: string, exceptionId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exceptions', exceptionId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}', {
          params: { path: { organizationId, exceptionId } },
        }),
      ),
  })

export const exceptionCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exception-counts'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/exception-counts', ofOrganization(organizationId))),
  })

/** What a company’s control would pass with, where it says so. */
export const exceptionOffersQuery = (organizationId: string, control: string, tenantId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exception-offers', control, tenantId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exception-offers', {
          params: { path: { organizationId }, query: { control, tenantId, limit: 5 } },
        }),
      ),
  })

export const requestException = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/exceptions', 'post'>,
) => call(api.POST('/api/v1/organizations/{organizationId}/exceptions', { ...ofOrganization(organizationId), body }))

/** Decides about an exception, or ends it. */
export function decideException(
  organizationId: string,
  exceptionId: string,
  decision: 'approve' | 'deny' | 'end',
  note: string,
) {
  const to = { params: { path: { organizationId, exceptionId } }, body: { note } }
  if (decision === 'approve')
    return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/approve', to))
  if (decision === 'deny')
    return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/deny', to))
  return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/end', to))
}

export const withdrawException = (organizationId: string, exceptionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/withdraw', {
      params: { path: { organizationId, exceptionId } },
    }),
  )
