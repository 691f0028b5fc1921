import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'

export const providersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'providers'],
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/providers', ofOrganization(organizationId))),
  })

export const providerQuery = (organizationId: string, providerId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'providers', providerId],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/providers/{providerId}', {
          params: { path: { organizationId, providerId } },
        }),
      ),
  })

export const manifestQuery = (organizationId: string, providerId: string, kind: string, sets: readonly string[]) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'providers', providerId, 'manifest', kind, ...sets],
    staleTime: Infinity,
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/providers/{providerId}/manifest', {
          params: { path: { organizationId, providerId }, query: { kind, sets: sets.join(',') } },
        }),
      ),
  })

export const switchProvider = (organizationId: string, providerId: string, enabled: boolean) =>
  call(
    api.PUT('/api/v1/organizations/{organizationId}/providers/{providerId}', {
      params: { path: { organizationId, providerId } },
      body: { enabled },
    }),
  )

export const simulatorQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'simulator'],
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/simulator', ofOrganization(organizationId))),
  })

export const startSimulator = (organizationId: string) =>
  call(api.POST('/api/v1/organizations/{organizationId}/simulator', ofOrganization(organizationId)))
