import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const member = z.looseObject({ id: z.string(), displayName: z.string().nullish() })

/** What the directory still knows of the users and groups that policies name. https://learn.microsoft.com/graph/api/directoryobject-getbyids */
export const conditionalAccessMembers = defineResource({
  id: 'entra.conditionalAccessMembers',
  name: 'Users and groups that Conditional Access policies name',
  service: 'Entra ID',
  source: '/directoryObjects/getByIds',
  schema: z.array(member),
  key: 'id',
  label: 'displayName',
})
