import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key, next } from './compliance-address.js'
import { ofOrganization, once } from './address.js'

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
    api.POST('/api/v1/organizations/{organizationId}/assessments', {
      ...ofOrganization(organizationId),
      headers: once(),
      body,
    }),
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

export const readAssessment = (organizationId: string, assessmentId: string) =>
  call(
    api.GET('/api/v1/organizations/{organizationId}/assessments/{assessmentId}', {
      params: { path: { organizationId, assessmentId } },
    }),
  )

export const assessmentQuery = (organizationId: string, assessmentId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'assessments', assessmentId),
    queryFn: () => readAssessment(organizationId, assessmentId),
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

export const schedulesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'schedules'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/assessment-schedules', ofOrganization(organizationId))),
  })

export const nextTimesQuery = (organizationId: string, cron: string, timeZone: string) =>
  queryOptions({
    queryKey: key(organizationId, 'next-times', cron, timeZone),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/assessment-schedules/next-times', {
          params: { path: { organizationId }, query: { cron, timeZone } },
        }),
      ),
  })

export const createSchedule = (organizationId: string, body: Schema<'CreateAssessmentSchedule'>) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/assessment-schedules', {
      ...ofOrganization(organizationId),
      body,
    }),
  )

export const changeSchedule = (organizationId: string, scheduleId: string, body: Schema<'UpdateAssessmentSchedule'>) =>
  call(
    api.PATCH('/api/v1/organizations/{organizationId}/assessment-schedules/{scheduleId}', {
      params: { path: { organizationId, scheduleId } },
      body,
    }),
  )

export const removeSchedule = (organizationId: string, scheduleId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/assessment-schedules/{scheduleId}', {
      params: { path: { organizationId, scheduleId } },
    }),
  )
