import { z } from 'zod'

/** The tenant itself, as Graph shows it. https://learn.microsoft.com/graph/api/resources/organization */
export const organization = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  verifiedDomains: z.array(z.looseObject({ name: z.string(), isDefault: z.boolean().default(false) })).default([]),
})

export type Organization = z.output<typeof organization>
