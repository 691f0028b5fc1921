import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { paths, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey, type CompanyRef } from './company.js'

type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? Omit<NonNullable<Q>, 'limit' | 'cursor'>
  : never

/** Which verdicts of a company. */
export type VerdictFilter = QueryOf<'/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/verdicts'>
/** Which companies and columns of the fleet. */
export type MatrixFilter = QueryOf<'/api/v1/organizations/{organizationId}/compliance/matrix'>
/** Which verdicts of one control. */
export type ControlVerdictFilter =
  QueryOf<'/api/v1/organizations/{organizationId}/compliance/controls/{controlId}/verdicts'>

const PAGE_ROWS = 50
const key = <Rest extends readonly unknown[]>(organizationId: string, ...rest: Rest) =>
  ['organizations', organizationId, 'compliance', ...rest] as const
const path = (organizationId: string) => ({ params: { path: { organizationId } } })
const ofCompany = ({ organizationId, tenantId }: CompanyRef) => ({ params: { path: { organizationId, tenantId } } })
const next = (cursor: string | null) => ({ limit: PAGE_ROWS, ...(cursor !== null && { cursor }) })
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() })

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
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/compliance/frameworks', path(organizationId))),
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
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/compliance/controls', path(organizationId))),
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

export const previewQuery = (
  organizationId: string,
  order: { tenantIds?: string; frameworks: string; scope: 'all' | 'critical' | 'failed' },
) =>
  queryOptions({
    queryKey: key(organizationId, 'preview', order),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/assessments/preview', {
          params: { path: { organizationId }, query: order },
        }),
      ),
  })

export const startAssessment = (organizationId: string, body: Schema<'StartAssessment'>) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/assessments', { ...path(organizationId), headers: once(), body }),
  )

export const assessmentsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'assessments'),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'AssessmentPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/assessments', {
          params: { path: { organizationId }, query: next(pageParam) },
        }),
      ),
  })

export const assessmentQuery = (organizationId: string, assessmentId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'assessments', assessmentId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/assessments/{assessmentId}', {
          params: { path: { organizationId, assessmentId } },
        }),
      ),
  })

export const assessmentTenantsQuery = (
  organizationId: string,
  assessmentId: string,
  status: Schema<'TenantAssessment'>['status'] | undefined,
) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'assessments', assessmentId, 'tenants', status),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'TenantAssessmentPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/assessments/{assessmentId}/tenants', {
          params: {
            path: { organizationId, assessmentId },
            query: { ...(status !== undefined && { status }), ...next(pageParam) },
          },
        }),
      ),
  })

export const cancelAssessment = (organizationId: string, assessmentId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/assessments/{assessmentId}/cancel', {
      params: { path: { organizationId, assessmentId } },
    }),
  )

export const retryAssessment = (organizationId: string, assessmentId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/assessments/{assessmentId}/retry', {
      params: { path: { organizationId, assessmentId } },
      headers: once(),
    }),
  )

export const postureQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance', ofCompany(ref))),
  })

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
