import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'

export interface AuditFilter {
  actor?: string
  action?: string
  connectionId?: string
  from?: string
  to?: string
}

export const auditQuery = (organizationId: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['organizations', organizationId, 'audit', filter],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'AuditPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/audit', {
          params: {
            path: { organizationId },
            query: { ...filter, limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
  })

export const verifyChain = (organizationId: string) =>
  call(api.GET('/api/v1/organizations/{organizationId}/audit/verify', ofOrganization(organizationId)))

export const auditExportAddress = (organizationId: string) =>
  `/api/v1/organizations/${encodeURIComponent(organizationId)}/audit/export?format=jsonl`

export const errorCatalogueQuery = () =>
  queryOptions({
    queryKey: ['errors'],
    staleTime: Infinity,
    queryFn: () => call(api.GET('/api/v1/errors')),
  })
