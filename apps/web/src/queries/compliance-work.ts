import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Body, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey, type CompanyRef } from './company.js'

const PAGE_ROWS = 50
const key = <Rest extends readonly unknown[]>(organizationId: string, ...rest: Rest) =>
  ['organizations', organizationId, 'compliance', ...rest] as const
const path = (organizationId: string) => ({ params: { path: { organizationId } } })
const ofCompany = ({ organizationId, tenantId }: CompanyRef) => ({ params: { path: { organizationId, tenantId } } })
const next = (cursor: string | null) => ({ limit: PAGE_ROWS, ...(cursor !== null && { cursor }) })

type ExceptionFilter = { status?: Schema<'Exception'>['status']; control?: string; tenantId?: string }

export const exceptionsQuery = (organizationId: string, filter: ExceptionFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'exceptions', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ExceptionPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exceptions', {
          params: { path: { organizationId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const exceptionQuery = (organizationId: string, exceptionId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exceptions', exceptionId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}', {
          params: { path: { organizationId, exceptionId } },
        }),
      ),
  })

export const exceptionCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exception-counts'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/exception-counts', path(organizationId))),
  })

/** What a company’s control would pass with, where it says so. */
export const exceptionOffersQuery = (organizationId: string, control: string, tenantId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'exception-offers', control, tenantId),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/exception-offers', {
          params: { path: { organizationId }, query: { control, tenantId, limit: 5 } },
        }),
      ),
  })

export const requestException = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/exceptions', 'post'>,
) => call(api.POST('/api/v1/organizations/{organizationId}/exceptions', { ...path(organizationId), body }))

/** Decides about an exception, or ends it. */
export function decideException(
  organizationId: string,
  exceptionId: string,
  decision: 'approve' | 'deny' | 'end',
  note: string,
) {
  const to = { params: { path: { organizationId, exceptionId } }, body: { note } }
  if (decision === 'approve')
    return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/approve', to))
  if (decision === 'deny')
    return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/deny', to))
  return call(api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/end', to))
}

export const withdrawException = (organizationId: string, exceptionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/exceptions/{exceptionId}/withdraw', {
      params: { path: { organizationId, exceptionId } },
    }),
  )

type ManualFilter = { state?: Schema<'ManualItem'>['state']; control?: string; tenantId?: string }

export const manualQuery = (organizationId: string, filter: ManualFilter) =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'manual', filter),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'ManualPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/compliance/manual', {
          params: { path: { organizationId }, query: { ...filter, ...next(pageParam) } },
        }),
      ),
  })

export const manualCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'manual-counts'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/manual-counts', path(organizationId))),
  })

export const attest = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/attestations', 'post'>,
) => call(api.POST('/api/v1/organizations/{organizationId}/attestations', { ...path(organizationId), body }))

export const assignManualWork = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/compliance/manual', 'put'>,
) => call(api.PUT('/api/v1/organizations/{organizationId}/compliance/manual', { ...path(organizationId), body }))

/** A file goes as it is, under its own media type. */
export async function attachFile(organizationId: string, attestationId: string, file: File): Promise<void> {
  const address = `/api/v1/organizations/${organizationId}/attestations/${attestationId}/attachment`
  await sendFile(`${address}?${new URLSearchParams({ name: file.name })}`, file, file.type || 'text/plain')
}

async function sendFile(address: string, file: File, type: string): Promise<void> {
  const answer = await fetch(address, {
    method: 'PUT',
    headers: { 'content-type': type, 'x-tenantry': '1' },
    body: file,
  })
  await call(
    Promise.resolve(
      answer.ok ? { data: undefined, response: answer } : { error: await answer.json(), response: answer },
    ) as Promise<{ data?: undefined; error?: unknown; response: Response }>,
  )
}

export const schedulesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'schedules'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/assessment-schedules', path(organizationId))),
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
  call(api.POST('/api/v1/organizations/{organizationId}/assessment-schedules', { ...path(organizationId), body }))

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

export const parametersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'parameters'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/compliance/parameters', path(organizationId))),
  })

export const setParameter = (organizationId: string, parameterId: string, value: unknown, note: string) =>
  call(
    api.PUT('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, parameterId } },
      body: { value, note },
    }),
  )

export const resetParameter = (organizationId: string, parameterId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, parameterId } },
    }),
  )

export const questionTermsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'question-terms'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/question-terms', path(organizationId))),
  })

export const questionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'questions'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/questions', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const questionAnswerQuery = (organizationId: string, questionId: string, holds: 'yes' | 'unknown') =>
  infiniteQueryOptions({
    queryKey: key(organizationId, 'questions', questionId, 'answer', holds),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'QuestionAnswer'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/questions/{questionId}/answer', {
          params: { path: { organizationId, questionId }, query: { holds, ...next(pageParam) } },
        }),
      ),
  })

export const createQuestion = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/questions', 'post'>,
) => call(api.POST('/api/v1/organizations/{organizationId}/questions', { ...path(organizationId), body }))

export const removeQuestion = (organizationId: string, questionId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/questions/{questionId}', {
      params: { path: { organizationId, questionId } },
    }),
  )

export const brandingQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'branding'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/compliance/branding', path(organizationId))),
  })

export const setBranding = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/compliance/branding', 'put'>,
) => call(api.PUT('/api/v1/organizations/{organizationId}/compliance/branding', { ...path(organizationId), body }))

/** A picture goes as it is. */
export async function setLogo(organizationId: string, file: File): Promise<void> {
  await sendFile(`/api/v1/organizations/${organizationId}/compliance/branding/logo`, file, 'image/png')
}

export const removeLogo = (organizationId: string) =>
  call(api.DELETE('/api/v1/organizations/{organizationId}/compliance/branding/logo', path(organizationId)))

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
