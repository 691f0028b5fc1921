import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const features = z
  .looseObject({
    passwordSyncEnabled: z.boolean().nullish(),
    seamlessSsoEnabled: z.boolean().nullish(),
    blockSoftMatchEnabled: z.boolean().nullish(),
    blockCloudObjectTakeoverThroughHardMatchEnabled: z.boolean().nullish(),
  })
  .nullish()

/** https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization */
export const directorySynchronization = defineResource({
  id: 'entra.directorySynchronization',
  name: 'Synchronization of the directory',
  service: 'Entra ID',
  source: '/directory/onPremisesSynchronization',
  schema: z.array(z.looseObject({ id: z.string().nullish(), features })),
  key: 'id',
  unread: 'Microsoft Graph shows how the directory is synchronized to signed-in people only, not to applications.',
})
