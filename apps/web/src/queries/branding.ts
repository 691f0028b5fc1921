import { queryOptions } from '@tanstack/vue-query'
import type { Body } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { key } from './compliance-address.js'
import { sendFile } from './send-file.js'
import { ofOrganization } from './address.js'

export const brandingQuery = (organizationId: string) =>
  queryOptions({
    queryKey: key(organizationId, 'branding'),
    queryFn: () =>
      call(api.GET('/api/v1/organizations/{organizationId}/compliance/branding', ofOrganization(organizationId))),
  })

export const setBranding = (
  organizationId: string,
  body: Body<'/api/v1/organizations/{organizationId}/compliance/branding', 'put'>,
) =>
  call(
    api.PUT('/api/v1/organizations/{organizationId}/compliance/branding', { ...ofOrganization(organizationId), body }),
  )

/** A picture goes as it is. */
export async function setLogo(organizationId: string, file: File): Promise<void> {
  await sendFile(`/api/v1/organizations/${organizationId}/compliance/branding/logo`, file, 'image/png')
}

export const removeLogo = (organizationId: string) =>
  call(api.DELETE('/api/v1/organizations/{organizationId}/compliance/branding/logo', ofOrganization(organizationId)))
