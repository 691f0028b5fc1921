import { queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey, type CompanyRef } from './company.js'
import { ofCompany } from './compliance-address.js'

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
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: {},
    }),
  )

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
          params: { path: { ...ref, number: String(snapshot.number) } },
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
            params: { path: { ...ref, number: String(number), resource }, query: { limit: 200 } },
          },
        ),
      ),
  })

export const tryControl = (ref: CompanyRef, number: number, body: Schema<'Trial'>) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/snapshots/{number}/trials', {
      params: { path: { ...ref, number: String(number) } },
      body,
    }),
  )
