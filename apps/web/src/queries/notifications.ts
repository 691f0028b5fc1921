import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization } from './address.js'

export type Notice = Schema<'Notice'>
export type NoticeKind = Schema<'NoticeKindList'>['items'][number]
export type Severity = Notice['severity']
export type MailServer = Schema<'MailServer'>
export type MailTest = Schema<'MailTest'>
export type Rule = Schema<'NotificationRule'>
export type Message = Schema<'NotificationMessage'>

/** Which notices the panel shows. */
export type NoticeView = 'unread' | 'open' | 'all'

/** A mail server as it is entered. */
export interface MailServerInput {
  host: string
  port: number
  encryption: 'tls' | 'starttls' | 'none'
  username: string | null
  password?: string
  senderName: string
  senderAddress: string
}

/** A rule as it is entered. */
export type RuleInput = Omit<Rule, 'id' | 'createdAt' | 'delivery' | 'addresses'> & { addresses: string[] }

export const noticesKey = (organizationId: string) => ['organizations', organizationId, 'notices']
export const sendingKey = (organizationId: string) => ['organizations', organizationId, 'sending']

export const noticeCountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...noticesKey(organizationId), 'counts'],
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/notice-counts', ofOrganization(organizationId))),
  })

export const noticesQuery = (organizationId: string, view: NoticeView) =>
  infiniteQueryOptions({
    queryKey: [...noticesKey(organizationId), 'list', view],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'NoticePage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/notices', {
          params: {
            path: { organizationId },
            query: {
              limit: 30,
              ...(view !== 'all' && { [view]: 'true' as const }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
  })

export const markRead = (organizationId: string, body: { noticeIds?: string[]; upTo?: string }) =>
  call(api.POST('/api/v1/organizations/{organizationId}/notice-reads', { ...ofOrganization(organizationId), body }))

export const noticeKindsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...noticesKey(organizationId), 'kinds'],
    staleTime: Infinity,
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/notice-kinds', ofOrganization(organizationId))),
  })

export const mailServerQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...sendingKey(organizationId), 'server'],
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/mail-server', ofOrganization(organizationId))),
  })

export const saveMailServer = (organizationId: string, body: MailServerInput) =>
  call(api.PUT('/api/v1/organizations/{organizationId}/mail-server', { ...ofOrganization(organizationId), body }))

export const removeMailServer = (organizationId: string) =>
  call(api.DELETE('/api/v1/organizations/{organizationId}/mail-server', ofOrganization(organizationId)))

export const testMailServer = (organizationId: string, body: { server?: MailServerInput; to?: string }) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/mail-server/tests', { ...ofOrganization(organizationId), body }),
  )

export const rulesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...sendingKey(organizationId), 'rules'],
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/notification-rules', ofOrganization(organizationId))),
  })

export const saveRule = (organizationId: string, ruleId: string | undefined, body: RuleInput) =>
  ruleId === undefined
    ? call(
        api.POST('/api/v1/organizations/{organizationId}/notification-rules', {
          ...ofOrganization(organizationId),
          body,
        }),
      )
    : call(
        api.PUT('/api/v1/organizations/{organizationId}/notification-rules/{ruleId}', {
          params: { path: { organizationId, ruleId } },
          body,
        }),
      )

export const removeRule = (organizationId: string, ruleId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/notification-rules/{ruleId}', {
      params: { path: { organizationId, ruleId } },
    }),
  )

export const messagesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...sendingKey(organizationId), 'messages'],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/notification-messages', {
          params: { path: { organizationId }, query: { limit: 20 } },
        }),
      ),
  })

export const retryMessage = (organizationId: string, messageId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/notification-messages/{messageId}/retry', {
      params: { path: { organizationId, messageId } },
    }),
  )
