import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** A policy of the settings catalogue, with what it sets and to whom it is assigned. */
const policy = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  isAssigned: z.boolean().nullish(),
  assignments: z.array(z.unknown()).nullish(),
  settings: z.array(z.looseObject({ settingInstance: z.unknown() })).nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy */
export type IntunePolicy = z.output<typeof policy>

export const intunePolicies = defineResource({
  id: 'intune.policies',
  name: 'Settings catalogue policies of Intune',
  service: 'Intune',
  source: '/beta/deviceManagement/configurationPolicies?$expand=settings,assignments',
  schema: z.array(policy),
  key: 'id',
  label: 'name',
  volatile: ['lastModifiedDateTime'],
})
