import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/**
 * A secret or certificate of an app; never its value. `hint` is the first three characters of a secret.
 * https://learn.microsoft.com/graph/api/resources/passwordcredential
 */
export const appCredential = z.looseObject({
  keyId: z.string(),
  displayName: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
  hint: z.string().nullish(),
})

export type AppCredential = z.output<typeof appCredential>

/** An app registration with its credentials. https://learn.microsoft.com/graph/api/resources/application */
export const application = z.looseObject({
  passwordCredentials: z.array(appCredential),
  keyCredentials: z.array(appCredential),
})

export type Application = z.output<typeof application>

export const applications = defineResource({
  id: 'entra.applications',
  name: 'App registrations',
  service: 'Entra ID',
  source: '/applications',
  schema: z.array(application.extend({ id: z.string(), appId: z.string(), displayName: z.string().nullish() })),
  key: 'id',
  label: 'displayName',
})
