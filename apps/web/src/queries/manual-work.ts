import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Body, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key, next } from './compliance-address.js'
import { sendFile } from './send-file.js'
import { ofOrganization } from './address.js'

type ManualFilter = { state?: Schema<'ManualItem'>['state']; control?: string; tenantId?: string }

export const manualQuery = (organizationId: string, filter: ManualFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'manual', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ManualPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/manual', {
          params: { path: { organizationId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const manualCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'manual-counts'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/manual-counts', ofOrganization(organizationId))),
  })

export const attest = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/attestations', 'post'>,
) => call(api.POST('/api/v1/organizations/{organizationId}/attestations', { ...ofOrganization(organizationId), body }))

export const assignManualWork = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/compliance/manual', 'put'>,
) =>
  call(api.PUT('/api/v1/organizations/{organizationId}/compliance/manual', { ...ofOrganization(organizationId), body }))

/** A file goes as it is, under its own media type. */
export async function attachFile(organizationId: string, attestationId: string, file: File): Promise<void> {
  const address = `/api/v1/organizations/${organizationId}/attestations/${attestationId}/attachment`
  await sendFile(`${address}?${new URLSearchParams({ name: file.name })}`, file, file.type || 'text/plain')
}
