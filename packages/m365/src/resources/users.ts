import { z } from 'zod'

/** A person of the directory, as lists show one. https://learn.microsoft.com/graph/api/resources/user */
export const user = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullish(),
})
