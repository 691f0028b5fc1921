import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey } from './company.js'
import { type CompanyRef, ofCompany } from './address.js'

/** Providers that act in a company with access of their own, and can renew it. */
export const refreshersQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'refreshers'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/refreshers', ofCompany(ref))),
  })

export const refreshAccess = (ref: CompanyRef, connectionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenants/{tenantId}/access-refreshes', {
      ...ofCompany(ref),
      body: { connectionId },
    }),
  )
