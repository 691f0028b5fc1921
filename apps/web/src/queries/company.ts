import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import type { Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { type CompanyRef, ofCompany, ofOrganization } from './address.js'

/** Whatever is kept of one company begins with this, so that one event about it renews it all. */
export const companyKey = <Rest extends readonly unknown[]>({ organizationId, tenantId }: CompanyRef, ...rest: Rest) =>
  ['organizations', organizationId, 'tenant', tenantId, ...rest] as const

export const companyQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}', ofCompany(ref))),
  })

export const changeCompany = (
  ref: CompanyRef,
  body: { slug?: string; tags?: string[]; note?: string; mailboxesWanted?: boolean },
) => call(api.PATCH('/api/v1/organizations/{organizationId}/tenants/{tenantId}', { ...ofCompany(ref), body }))

export const askConsent = (ref: CompanyRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/consent-requests', ofCompany(ref)))

/** The latest visits to the company's consent page, and what came back from each. */
export const consentVisitsQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'consent-visits'),
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/consent-requests', {
          params: { ...ofCompany(ref).params, query: { limit: 5 } },
        }),
      ),
  })

export const sayRoleAssigned = (ref: CompanyRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/role-assigned', ofCompany(ref)))

export const tryCompany = (ref: CompanyRef) =>
  call(api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/try', ofCompany(ref)))

export const verifyCompany = ({ organizationId, tenantId }: CompanyRef) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenant-verifications', {
      ...ofOrganization(organizationId),
      body: { tenantIds: [tenantId] },
    }),
  )

/** Every handover link of the organization, latest first. */
export const handoverLinksQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'handover-links'],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/handover-links', {
          params: { path: { organizationId }, query: { limit: 200 } },
        }),
      ),
  })

export const createHandoverLinks = (organizationId: string, body: { tenantIds: string[]; days: number }) =>
  call(api.POST('/api/v1/organizations/{organizationId}/handover-links', { ...ofOrganization(organizationId), body }))

export const revokeHandoverLink = (organizationId: string, handoverLinkId: string) =>
  call(
    api.DELETE('/api/v1/organizations/{organizationId}/handover-links/{handoverLinkId}', {
      params: { path: { organizationId, handoverLinkId } },
    }),
  )

/** What was done to one company, latest first. */
export const companyActivityQuery = (ref: CompanyRef) =>
  infiniteQueryOptions({
    queryKey: ['organizations', ref.organizationId, 'tenant', ref.tenantId, 'activity'],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'TenantActivityPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/activity', {
          params: { ...ofCompany(ref).params, query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } },
        }),
      ),
  })

export const companyDiagnosticsQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'diagnostics'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/diagnostics', ofCompany(ref))),
  })
