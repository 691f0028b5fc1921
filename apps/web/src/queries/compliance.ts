import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { type QueryOf, key, next } from './compliance-address.js'
import { ofOrganization } from './address.js'

export const overviewQuery = (organizationId: string, framework: string | undefined) =>
  queryOptions({
    queryKey: key(organizationId, 'overview', framework),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/overview', {
          params: { path: { organizationId }, query: { days: 90, ...(framework !== undefined && { framework }) } },
        }),
      ),
  })

/** Which companies and columns of the fleet. */
export type MatrixFilter = QueryOf<'/api/v1/organizations/{organizationId}/compliance/matrix'>

export const matrixQuery = (organizationId: string, filter: MatrixFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'matrix', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ComplianceMatrix'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/matrix', {
          params: { path: { organizationId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

/** The first companies of the fleet, in one piece. */
export const worstCompaniesQuery = (organizationId: string, framework: string | undefined, limit: number) =>
  queryOptions({
    queryKey: key(organizationId, 'worst', framework, limit),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/matrix', {
          params: {
            path: { organizationId },
            query: { by: 'area', sort: 'score', limit, ...(framework !== undefined && { framework }) },
          },
        }),
      ),
  })

export const frameworksQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'frameworks'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/frameworks', ofOrganization(organizationId))),
  })

export const frameworkQuery = (organizationId: string, frameworkId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'frameworks', frameworkId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/frameworks/{frameworkId}', {
          params: { path: { organizationId, frameworkId } },
        }),
      ),
  })

export const controlsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'controls'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/controls', ofOrganization(organizationId))),
  })

export const controlQuery = (organizationId: string, controlId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'controls', controlId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/controls/{controlId}', {
          params: { path: { organizationId, controlId } },
        }),
      ),
  })

/** Which verdicts of one control. */
export type ControlVerdictFilter =
  QueryOf<'/api/v1/organizations/{organizationId}/compliance/controls/{controlId}/verdicts'>

export const controlVerdictsQuery = (organizationId: string, controlId: string, filter: ControlVerdictFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'controls', controlId, 'verdicts', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ControlVerdictPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/controls/{controlId}/verdicts', {
          params: { path: { organizationId, controlId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const controlPacksQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'control-packs'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/control-packs', ofOrganization(organizationId))),
  })
