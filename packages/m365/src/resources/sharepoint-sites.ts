import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/get-sposite */
export const sharePointSites = defineResource({
  id: 'sharepoint.sites',
  name: 'Sites of SharePoint',
  service: 'SharePoint',
  source: 'spo:SPO.Sites',
  schema: z.array(
    z.looseObject({
      Url: z.string(),
      Title: z.string().nullish(),
      /** 0: not known, 1: custom scripts run, 2: they do not. */
      DenyAddAndCustomizePages: z.number().nullish(),
    }),
  ),
  key: 'Url',
  label: 'Url',
})
