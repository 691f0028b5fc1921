import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'

export const helpQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'help'],
    staleTime: 5 * 60_000,
    enabled: organizationId !== '',
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/help', ofOrganization(organizationId))),
  })

export const whoCanDoWhatQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'who-can-do-what'],
    staleTime: 5 * 60_000,
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/who-can-do-what', ofOrganization(organizationId))),
  })
