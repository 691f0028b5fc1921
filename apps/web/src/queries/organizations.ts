import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import type { Permission, Role } from '../api/shapes.js'
import { ofOrganization } from './address.js'

const key = (organizationId: string, ...rest: unknown[]) => ['organizations', organizationId, ...rest]

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'organization'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}', ofOrganization(organizationId))),
  })

export const createOrganization = (body: { name: string; kind: 'company' | 'msp' }) =>
  call(api.POST('/api/v1/organizations', { body }))

export const changeOrganization = (organizationId: string, body: { name?: string; kind?: 'company' | 'msp' }) =>
  call(api.PATCH('/api/v1/organizations/{organizationId}', { ...ofOrganization(organizationId), body }))

export const attentionQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'attention'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/attention', ofOrganization(organizationId))),
  })

export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'members'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const changeMember = (organizationId: string, userId: string, role: Role) =>
  call(
    api.PATCH('/api/v1/organizations/{organizationId}/members/{userId}', {
      params: { path: { organizationId, userId } },
      body: { role },
    }),
  )

export const removeMember = (organizationId: string, userId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/members/{userId}', {
      params: { path: { organizationId, userId } },
    }),
  )

export const invitationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'invitations'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/invitations', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const invite = (organizationId: string, body: { email: string; role: Role }) =>
  call(api.POST('/api/v1/organizations/{organizationId}/invitations', { ...ofOrganization(organizationId), body }))

export const withdrawInvitation = (organizationId: string, invitationId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/invitations/{invitationId}', {
      params: { path: { organizationId, invitationId } },
    }),
  )

export const rolesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'roles'),
    staleTime: Infinity,
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/roles', ofOrganization(organizationId))),
  })

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'api-keys'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/api-keys', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const createApiKey = (
  organizationId: string,
  body: { name: string; role?: Role; scopes?: Permission[]; expiresAt?: string },
) => call(api.POST('/api/v1/organizations/{organizationId}/api-keys', { ...ofOrganization(organizationId), body }))

export const revokeApiKey = (organizationId: string, apiKeyId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/api-keys/{apiKeyId}', {
      params: { path: { organizationId, apiKeyId } },
    }),
  )
