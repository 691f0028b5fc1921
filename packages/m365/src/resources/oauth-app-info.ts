import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { dynamic } from './exposure-graph.js'

const permission = z.looseObject({
  /** Microsoft's page calls it `PermissionName`, its answers `PermissionValue`. */
  PermissionName: z.string().nullish(),
  PermissionValue: z.string().nullish(),
  TargetAppDisplayName: z.string().nullish(),
  /** Open: `High`, `Medium`, `Low`, `NA`. */
  PrivilegeLevel: z.string().nullish(),
  /** Open: `InUse`, `NotInUse`, `NotSupported`. */
  UsageStatus: z.string().nullish(),
})

const app = z.looseObject({
  OAuthAppId: z.string().nullish(),
  ServicePrincipalId: z.string().nullish(),
  AppName: z.string().nullish(),
  /** Open: `Enabled`, `DisabledByUser`, `Deleted` and others. */
  AppStatus: z.string().nullish(),
  Permissions: dynamic.pipe(z.array(permission).nullish().catch([])),
})

/** https://learn.microsoft.com/defender-xdr/advanced-hunting-oauthappinfo-table */
export const oauthAppInfo = defineResource({
  id: 'defender.oauthAppInfo',
  name: 'What app governance knows of applications',
  service: 'Defender XDR',
  source: 'hunting:OAuthAppInfo',
  schema: z.array(app),
  key: 'OAuthAppId',
  label: 'AppName',
  volatile: ['Timestamp', 'ReportId', 'LastUsedTime'],
})
