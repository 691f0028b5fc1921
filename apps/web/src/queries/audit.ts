import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import type { AuditEvent, CatalogueEntry, ChainCheck, Page } from '../api/shapes.js'

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
    getNextPageParam: (page: Page<AuditEvent>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call<Page<AuditEvent>>(
        api.GET('/api/v1/organizations/{organizationId}/audit', {
          params: {
            path: { organizationId },
            query: { ...filter, limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
          },
        }),
      ),
  })

export const verifyChain = (organizationId: string) =>
  call<ChainCheck>(
    api.GET('/api/v1/organizations/{organizationId}/audit/verify', { params: { path: { organizationId } } }),
  )

export const auditExportAddress = (organizationId: string) =>
  `/api/v1/organizations/${encodeURIComponent(organizationId)}/audit/export?format=jsonl`

export const errorCatalogueQuery = () =>
  queryOptions({
    queryKey: ['errors'],
    staleTime: Infinity,
    queryFn: () => call<{ items: CatalogueEntry[] }>(api.GET('/api/v1/errors')),
  })
