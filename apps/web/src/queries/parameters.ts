import { queryOptions } from '@tanstack/vue-query'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { companyKey } from './company.js'
import { key } from './compliance-address.js'
import { type CompanyRef, ofCompany, ofOrganization } from './address.js'

/** Whose choice a parameter is: one company's, or the organization's. */
export interface ParameterPlace {
  organizationId: string
  tenantId?: string
}

export const parametersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'parameters'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/parameters', ofOrganization(organizationId))),
  })

export const companyParametersQuery = (ref: CompanyRef) =>
  queryOptions({
    queryKey: companyKey(ref, 'compliance', 'parameters'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/parameters', ofCompany(ref))),
  })

export function setParameter(
  { organizationId, tenantId }: ParameterPlace,
  parameterId: string,
  body: { value: unknown; note: string },
): Promise<unknown> {
  if (tenantId === undefined) {
    return call(
      api.PUT('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
        params: { path: { organizationId, parameterId } },
        body,
      }),
    )
  }
  return call(
    api.PUT('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, tenantId, parameterId } },
      body,
    }),
  )
}

/** Takes a choice back: a company then has the organization's value, the organization the one built in. */
export function resetParameter({ organizationId, tenantId }: ParameterPlace, parameterId: string): Promise<unknown> {
  if (tenantId === undefined) {
    return call(
      api.DELETE('/api/v1/organizations/{organizationId}/compliance/parameters/{parameterId}', {
        params: { path: { organizationId, parameterId } },
      }),
    )
  }
  return call(
    api.DELETE('/api/v1/organizations/{organizationId}/tenants/{tenantId}/compliance/parameters/{parameterId}', {
      params: { path: { organizationId, tenantId, parameterId } },
    }),
  )
}
