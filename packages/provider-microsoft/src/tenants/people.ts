import type { People } from '@tenantry/core'
import { user } from '@tenantry/m365'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'

/** The people of a tenant, through Graph. */
export const people: People<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  async users({ graph }, limit) {
    const path = `/users?$select=id,displayName,userPrincipalName,accountEnabled&$top=${limit}`
    const { value } = await graph.get(path, z.looseObject({ value: z.array(user) }), {
      purpose: 'List users',
      permissions: ['User.Read.All'],
      feature: 'Users',
    })
    return value.map(({ id, displayName, userPrincipalName, accountEnabled }) => ({
      id,
      name: displayName ?? userPrincipalName,
      address: userPrincipalName,
      enabled: accountEnabled !== false,
    }))
  },
}
