import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'

export const tenantGroupsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'tenant-groups'],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenant-groups', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const createTenantGroup = (organizationId: string, body: { name: string; tenantIds?: string[] }) =>
  call(api.POST('/api/v1/organizations/{organizationId}/tenant-groups', { ...ofOrganization(organizationId), body }))

export const changeTenantGroup = (organizationId: string, groupId: string, body: { name: string }) =>
  call(
    api.PATCH('/api/v1/organizations/{organizationId}/tenant-groups/{groupId}', {
      params: { path: { organizationId, groupId } },
      body,
    }),
  )

export const removeTenantGroup = (organizationId: string, groupId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/tenant-groups/{groupId}', {
      params: { path: { organizationId, groupId } },
    }),
  )

/** Adds tags and groups to tenants, and takes them away. */
export const editTenants = (
  organizationId: string,
  body: {
    tenantIds: string[]
    tags?: { add: string[]; remove: string[] }
    groups?: { add: string[]; remove: string[] }
  },
) => call(api.POST('/api/v1/organizations/{organizationId}/tenant-edits', { ...ofOrganization(organizationId), body }))
