import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key, path } from './compliance-address.js'

export const parametersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'parameters'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/compliance/parameters', path(organizationId))),
  })

export const setParameter = (organizationId: string, parameterId: string, value: unknown, note: string) =>
  call(
    api.PUT('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, parameterId } },
      body: { value, note },
    }),
  )

export const resetParameter = (organizationId: string, parameterId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, parameterId } },
    }),
  )
