import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import type {
  ApiKey,
  AttentionList,
  CreatedApiKey,
  Invitation,
  Member,
  Organization,
  Page,
  RoleList,
  SentInvitation,
} from '../api/shapes.js'

const at = (organizationId: string) => ({ params: { path: { organizationId } } })
const key = (organizationId: string, ...rest: unknown[]) => ['organizations', organizationId, ...rest]

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'organization'),
    queryFn: () => call<Organization>(api.GET('/api/v1/organizations/{organizationId}', at(organizationId))),
  })

export const createOrganization = (body: { name: string; kind: 'company' | 'msp' }) =>
  call<Organization>(api.POST('/api/v1/organizations', { body }))

export const changeOrganization = (organizationId: string, body: { name?: string; kind?: 'company' | 'msp' }) =>
  call<Organization>(api.PATCH('/api/v1/organizations/{organizationId}', { ...at(organizationId), body }))

export const attentionQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'attention'),
    queryFn: () => call<AttentionList>(api.GET('/api/v1/organizations/{organizationId}/attention', at(organizationId))),
  })

export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'members'),
    queryFn: () =>
      call<Page<Member>>(
        api.GET('/api/v1/organizations/{organizationId}/members', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const changeMember = (organizationId: string, userId: string, role: string) =>
  call<Member>(
    api.PATCH('/api/v1/organizations/{organizationId}/members/{userId}', {
      params: { path: { organizationId, userId } },
      body: { role },
    }),
  )

export const removeMember = (organizationId: string, userId: string) =>
  call<void>(
    api.DELETE('/api/v1/organizations/{organizationId}/members/{userId}', {
      params: { path: { organizationId, userId } },
    }),
  )

export const invitationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'invitations'),
    queryFn: () =>
      call<Page<Invitation>>(
        api.GET('/api/v1/organizations/{organizationId}/invitations', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const invite = (organizationId: string, body: { email: string; role: string }) =>
  call<SentInvitation>(api.POST('/api/v1/organizations/{organizationId}/invitations', { ...at(organizationId), body }))

export const withdrawInvitation = (organizationId: string, id: string) =>
  call<void>(
    api.DELETE('/api/v1/organizations/{organizationId}/invitations/{id}', {
      params: { path: { organizationId, id } },
    }),
  )

export const rolesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'roles'),
    staleTime: Infinity,
    queryFn: () => call<RoleList>(api.GET('/api/v1/organizations/{organizationId}/roles', at(organizationId))),
  })

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'api-keys'),
    queryFn: () =>
      call<Page<ApiKey>>(
        api.GET('/api/v1/organizations/{organizationId}/api-keys', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const createApiKey = (
  organizationId: string,
  body: { name: string; role?: string; scopes?: string[]; expiresAt?: string },
) => call<CreatedApiKey>(api.POST('/api/v1/organizations/{organizationId}/api-keys', { ...at(organizationId), body }))

export const revokeApiKey = (organizationId: string, id: string) =>
  call<void>(
    api.DELETE('/api/v1/organizations/{organizationId}/api-keys/{id}', { params: { path: { organizationId, id } } }),
  )
