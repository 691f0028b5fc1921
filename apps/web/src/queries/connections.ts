import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'
import type { ConnectionInput } from '../api/shapes.js'

/** The address of one connection. */
export interface ConnectionRef {
  organizationId: string
  connectionId: string
}

const of = ({ organizationId, connectionId }: ConnectionRef) => ({
  params: { path: { organizationId, connectionId } },
})
const key = ({ organizationId, connectionId }: ConnectionRef, ...rest: unknown[]) => [
  'organizations',
  organizationId,
  'connections',
  connectionId,
  ...rest,
]

export const connectionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'connections'],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/connections', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const connectionQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}', of(ref))),
  })

export const tryConnection = (organizationId: string, body: ConnectionInput) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connection-tests', { ...ofOrganization(organizationId), body }))

export const createConnection = (organizationId: string, body: ConnectionInput & { name: string }) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connections', { ...ofOrganization(organizationId), body }))

export const changeConnection = (ref: ConnectionRef, body: { name?: string; sets?: string[] }) =>
  call(api.PATCH('/api/v1/organizations/{organizationId}/connections/{connectionId}', { ...of(ref), body }))

export const disconnect = (ref: ConnectionRef) =>
  call(api.DELETE('/api/v1/organizations/{organizationId}/connections/{connectionId}', of(ref)))

/** What disconnecting would change. Asked anew each time, for it is about to be decided on. */
export const disconnectPreviewQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'disconnect-preview'),
    staleTime: 0,
    gcTime: 0,
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/disconnect-preview', of(ref))),
  })

export const testConnection = (ref: ConnectionRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/test', of(ref)))

export const testsQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'tests'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/tests', of(ref))),
  })

export const updateCredential = (
  ref: ConnectionRef,
  body: { config?: Record<string, unknown>; credential: { kind: string; values: Record<string, unknown> } },
) => call(api.PUT('/api/v1/organizations/{organizationId}/connections/{connectionId}/credential', { ...of(ref), body }))

export const refreshData = (ref: ConnectionRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/refresh', of(ref)))

export const disableConnection = (ref: ConnectionRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/disable', of(ref)))

export const enableConnection = (ref: ConnectionRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/enable', of(ref)))

export const historyQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'health'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/health', of(ref))),
  })

export const permissionsQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'permissions'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/permissions', of(ref))),
  })

export const logQuery = (ref: ConnectionRef) =>
  infiniteQueryOptions({
    queryKey: ['organizations', ref.organizationId, 'connections', ref.connectionId, 'log'],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'CallLogPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/log', {
          params: { ...of(ref).params, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
  })

export const dataAccessQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'data-access'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/data-access', of(ref))),
  })

export const doctorQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'doctor'),
    queryFn: () => call(api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/doctor', of(ref))),
  })

export const rotationQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'rotation'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/rotation', of(ref))),
  })

export const moveRotation = (ref: ConnectionRef, action: 'start' | 'created' | 'checkOld' | 'finish' | 'cancel') =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/rotation', {
      ...of(ref),
      body: { action },
    }),
  )
