import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey } from './company.js'
import { type QueryOf, key, next } from './compliance-address.js'
import { type CompanyRef, ofCompany } from './address.js'

export const postureQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance', ofCompany(ref))),
  })

/** Which verdicts of a company. */
export type VerdictFilter = QueryOf<'/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/verdicts'>

export const verdictsQuery = (ref: CompanyRef, filter: VerdictFilter) =>
  infiniteQueryOptions({
    queryKey: companyKey(ref, 'compliance', 'verdicts', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'TenantVerdictPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/verdicts', {
          params: { ...ofCompany(ref).params, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const historyQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'history'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/history', {
          params: { ...ofCompany(ref).params, query: { limit: 100 } },
        }),
      ),
  })

export const verdictChangesQuery = (ref: CompanyRef, assessment: number | undefined) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'changes', assessment),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/changes', {
          params: {
            ...ofCompany(ref).params,
            query: assessment === undefined ? {} : { assessment: String(assessment) },
          },
        }),
      ),
  })

export const fleetScoresQuery = (organizationId: string, sort: 'percent' | 'delta' | 'name') =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'provider-scores', sort),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'FleetScorePage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/scores', {
          params: { path: { organizationId }, query: { sort, ...next(pageParam) } },
        }),
      ),
  })

export const companyScoresQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'provider-scores'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/scores', ofCompany(ref))),
  })
