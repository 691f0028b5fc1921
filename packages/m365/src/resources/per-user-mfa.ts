import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** One row for each user, from $batch. https://learn.microsoft.com/graph/api/resources/strongauthenticationrequirements */
export const perUserMfa = defineResource({
  id: 'entra.perUserMfa',
  name: 'Per-user MFA',
  service: 'Entra ID',
  source: '/beta/users/authentication/requirements',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      userPrincipalName: z.string().nullish(),
      /** Open: `disabled`, `enabled`, `enforced`. */
      perUserMfaState: z.string().nullish(),
    }),
  ),
  key: 'id',
  label: 'userPrincipalName',
})
