import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Body, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key, next } from './compliance-address.js'
import { ofOrganization } from './address.js'

export const questionTermsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'question-terms'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/question-terms', ofOrganization(organizationId))),
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
) => call(api.POST('/api/v1/organizations/{organizationId}/questions', { ...ofOrganization(organizationId), body }))

export const removeQuestion = (organizationId: string, questionId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/questions/{questionId}', {
      params: { path: { organizationId, questionId } },
    }),
  )
