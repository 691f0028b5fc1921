import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey, type CompanyRef } from './company.js'

const of = ({ organizationId, tenantId }: CompanyRef) => ({ params: { path: { organizationId, tenantId } } })

/** Providers that act in a company with access of their own, and can renew it. */
export const refreshersQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'refreshers'),
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/refreshers', of(ref))),
  })

export const refreshAccess = (ref: CompanyRef, connectionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/access-refreshes', {
      ...of(ref),
      body: { connectionId },
    }),
  )
