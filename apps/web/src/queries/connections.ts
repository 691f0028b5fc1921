import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import type {
  Connection,
  ConnectionInput,
  ConnectionTest,
  DataAccess,
  DoctorItem,
  HealthHistory,
  LogEntry,
  Page,
  PermissionFacts,
  Rotation,
  RotationMove,
  StoredTest,
} from '../api/shapes.js'

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
      call<Page<Connection>>(
        api.GET('/api/v1/organizations/{organizationId}/connections', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const connectionQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref),
    queryFn: () =>
      call<Connection>(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}', of(ref))),
  })

export const tryConnection = (organizationId: string, body: ConnectionInput) =>
  call<ConnectionTest>(
    api.POST('/api/v1/organizations/{organizationId}/connection-tests', { params: { path: { organizationId } }, body }),
  )

export const createConnection = (organizationId: string, body: ConnectionInput) =>
  call<Connection>(
    api.POST('/api/v1/organizations/{organizationId}/connections', { params: { path: { organizationId } }, body }),
  )

export const changeConnection = (ref: ConnectionRef, body: { name?: string; sets?: string[] }) =>
  call<Connection>(api.PATCH('/api/v1/organizations/{organizationId}/connections/{connectionId}', { ...of(ref), body }))

export const disconnect = (ref: ConnectionRef) =>
  call<void>(api.DELETE('/api/v1/organizations/{organizationId}/connections/{connectionId}', of(ref)))

export const testConnection = (ref: ConnectionRef) =>
  call<ConnectionTest>(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/test', { ...of(ref), body: {} }),
  )

export const testsQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'tests'),
    queryFn: () =>
      call<Page<StoredTest>>(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/tests', of(ref)),
      ),
  })

export const updateCredential = (
  ref: ConnectionRef,
  body: { config?: Record<string, unknown>; credential: { kind: string; values: Record<string, unknown> } },
) =>
  call<{ test: ConnectionTest; connection: Connection }>(
    api.PUT('/api/v1/organizations/{organizationId}/connections/{connectionId}/credential', { ...of(ref), body }),
  )

export const refreshData = (ref: ConnectionRef) =>
  call<{ jobId: string }>(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/refresh', { ...of(ref), body: {} }),
  )

export const disableConnection = (ref: ConnectionRef) =>
  call<Connection>(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/disable', { ...of(ref), body: {} }),
  )

export const enableConnection = (ref: ConnectionRef) =>
  call<Connection>(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/enable', { ...of(ref), body: {} }),
  )

export const historyQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'health'),
    queryFn: () =>
      call<HealthHistory>(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/health', of(ref))),
  })

export const permissionsQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'permissions'),
    queryFn: () =>
      call<PermissionFacts>(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/permissions', of(ref)),
      ),
  })

export const logQuery = (ref: ConnectionRef) =>
  infiniteQueryOptions({
    queryKey: ['organizations', ref.organizationId, 'connections', ref.connectionId, 'log'],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<LogEntry>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call<Page<LogEntry>>(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/log', {
          params: { ...of(ref).params, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
  })

export const dataAccessQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'data-access'),
    queryFn: () =>
      call<DataAccess>(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/data-access', of(ref)),
      ),
  })

export const doctorQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'doctor'),
    queryFn: () =>
      call<{ items: DoctorItem[]; ranAt: string }>(
        api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/doctor', of(ref)),
      ),
  })

export const rotationQuery = (ref: ConnectionRef) =>
  queryOptions({
    queryKey: key(ref, 'rotation'),
    queryFn: () =>
      call<Rotation>(api.GET('/api/v1/organizations/{organizationId}/connections/{connectionId}/rotation', of(ref))),
  })

export const moveRotation = (ref: ConnectionRef, action: RotationMove) =>
  call<Rotation>(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/rotation', {
      ...of(ref),
      body: { action },
    }),
  )
