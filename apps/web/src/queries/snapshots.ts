import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey } from './company.js'
import { next } from './compliance-address.js'
import { type CompanyRef, ofCompany, once } from './address.js'

/** The address of one snapshot of a company. */
const ofSnapshot = (ref: CompanyRef, number: number) => ({ ...ofCompany(ref).params.path, number: String(number) })

export const companyDataAccessQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'data-access'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/data-access', ofCompany(ref))),
  })

export const takeSnapshot = (ref: CompanyRef) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots', {
      ...ofCompany(ref),
      headers: once(),
      body: {},
    }),
  )

export const cancelSnapshot = (ref: CompanyRef, number: number) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/cancel', {
      params: { path: ofSnapshot(ref, number) },
    }),
  )

/** Where the file of a snapshot is downloaded. */
export const snapshotFileAddress = ({ organizationId, tenantId }: CompanyRef, number: number) =>
  `/api/v1/organizations/${organizationId}/tenants/${tenantId}/snapshots/${number}/file`

/** Snapshots of a company, latest first. */
export const snapshotsQuery = (ref: CompanyRef) =>
  infiniteQueryOptions({
    queryKey: companyKey(ref, 'compliance', 'snapshots'),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'SnapshotPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots', {
          params: { ...ofCompany(ref).params, query: next(pageParam) },
        }),
      ),
  })

export const snapshotQuery = (ref: CompanyRef, number: number) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'snapshots', number),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}', {
          params: { path: ofSnapshot(ref, number) },
        }),
      ),
  })

/** What came of each resource in a snapshot. */
export const snapshotResourcesQuery = (ref: CompanyRef, number: number) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'snapshots', number, 'resources'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/resources', {
          params: { path: ofSnapshot(ref, number) },
        }),
      ),
  })

/** All objects of a resource in a snapshot, part by part. */
export const resourceObjectsQuery = (ref: CompanyRef, number: number, resource: string) =>
  infiniteQueryOptions({
    queryKey: companyKey(ref, 'snapshot-objects', number, resource),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'SnapshotObjectPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET(
          '/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/resources/{resource}/objects',
          { params: { path: { ...ofSnapshot(ref, number), resource }, query: next(pageParam) } },
        ),
      ),
  })

/** What is otherwise in a snapshot than in another; than in the one before unless `from` names one. */
export const snapshotChangesQuery = (ref: CompanyRef, number: number, filter: { from?: number; resource?: string }) =>
  infiniteQueryOptions({
    queryKey: companyKey(ref, 'snapshot-changes', number, filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'SnapshotChangePage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/changes', {
          params: { path: ofSnapshot(ref, number), query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

/** The latest snapshot of a company, and what came of each resource in it. */
export const latestSnapshotQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'latest-snapshot'),
    queryFn: async () => {
      const { items } = await call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots', {
          params: { ...ofCompany(ref).params, query: { limit: 10 } },
        }),
      )
      const snapshot = items.find(({ status }) => status === 'complete' || status === 'partial')
      if (!snapshot) return null
      const resources = await call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/resources', {
          params: { path: ofSnapshot(ref, snapshot.number) },
        }),
      )
      return { number: snapshot.number, resources: resources.items }
    },
  })

/** The first objects of a resource in a snapshot, as the source wrote them. */
export const snapshotObjectsQuery = (ref: CompanyRef, number: number, resource: string) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'snapshot', number, resource),
    queryFn: () =>
      call(
        api.GET(
          '/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/resources/{resource}/objects',
          {
            params: { path: { ...ofSnapshot(ref, number), resource }, query: { limit: 200 } },
          },
        ),
      ),
  })

export const tryControl = (ref: CompanyRef, number: number, body: Schema<'Trial'>) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/trials', {
      params: { path: ofSnapshot(ref, number) },
      body,
    }),
  )
