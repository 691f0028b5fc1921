import type { Session } from '../api/shapes.js'
import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call, ProblemError } from '../api/problem.js'

/** Who is signed in; null when nobody is. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async (): Promise<Session | null> => {
      try {
        return await call(api.GET('/api/v1/session'))
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 401) return null
        throw error
      }
    },
  })

export const setupQuery = () => queryOptions({ queryKey: ['setup'], queryFn: () => call(api.GET('/api/v1/setup')) })

export const createOwner = (body: {
  token: string
  name: string
  email: string
  password: string
  organizationName: string
  organizationKind: 'company' | 'msp'
}) => call(api.POST('/api/v1/setup/owner', { body }))

export const signIn = (body: { email: string; password: string }) => call(api.POST('/api/v1/session', { body }))

export const signOut = () => call(api.DELETE('/api/v1/session'))

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    retry: false,
    queryFn: () => call(api.GET('/api/v1/invitations/{token}', { params: { path: { token } } })),
  })

export const acceptInvitation = (token: string, body: { name?: string; password: string }) =>
  call(api.POST('/api/v1/invitations/{token}/accept', { params: { path: { token } }, body }))

export const mySessionsQuery = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: () => call(api.GET('/api/v1/me/sessions')),
  })

export const endSession = (sessionId: string) =>
  call(api.DELETE('/api/v1/me/sessions/{sessionId}', { params: { path: { sessionId } } }))

export const endOtherSessions = () => call(api.DELETE('/api/v1/me/sessions'))

export const changePassword = (body: { current: string; next: string }) =>
  call(api.PUT('/api/v1/me/password', { body }))

export const renameMe = (name: string) => call(api.PATCH('/api/v1/me', { body: { name } }))
