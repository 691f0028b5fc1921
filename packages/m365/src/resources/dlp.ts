import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const names = z
  .union([z.array(z.unknown()), z.string()])
  .nullish()
  .transform((list) => (Array.isArray(list) ? list : [list]).map(nameOf).filter((name) => name !== ''))

/** Locations come as names, or as objects with a name. */
function nameOf(location: unknown): string {
  if (typeof location === 'string') return location
  if (typeof location !== 'object' || location === null) return ''
  const named = location as { DisplayName?: unknown; Name?: unknown }
  return typeof named.Name === 'string' ? named.Name : typeof named.DisplayName === 'string' ? named.DisplayName : ''
}

const policy = z.looseObject({
  Name: z.string(),
  /** Open: `Enable`, `TestWithNotifications`, `TestWithoutNotifications`, `Disable`. */
  Mode: z.string().nullish(),
  Enabled: z.boolean().nullish(),
  /** A comma-separated list, e.g. `Exchange, SharePoint`. */
  Workload: z.string().nullish(),
  ExchangeLocation: names,
  SharePointLocation: names,
  OneDriveLocation: names,
  TeamsLocation: names,
  EndpointDlpLocation: names,
  EnforcementPlanes: names,
  Locations: z.unknown().optional(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-dlpcompliancepolicy */
export type DlpPolicy = z.output<typeof policy>

export const dlpPolicies = defineResource({
  id: 'purview.dlpPolicies',
  name: 'Data loss prevention policies',
  service: 'Purview',
  source: 'ipps:Get-DlpCompliancePolicy',
  schema: z.array(policy),
  key: 'Name',
  label: 'Name',
  volatile: ['WhenChangedUTC', 'DistributionStatus', 'LastStatusUpdateTime'],
})

const rule = z.looseObject({
  Name: z.string(),
  Disabled: z.boolean().nullish(),
  ParentPolicyName: z.string().nullish(),
  BlockAccess: z.boolean().nullish(),
  BlockAccessScope: z.string().nullish(),
  NotifyUser: names,
  IsAdvancedRule: z.boolean().nullish(),
  /** The conditions of an advanced rule, as text. */
  AdvancedRule: z.string().nullish(),
  /** Kinds of information, or groups of them. */
  ContentContainsSensitiveInformation: z.unknown().optional(),
})

/** https://learn.microsoft.com/powershell/module/exchange/get-dlpcompliancerule */
export type DlpRule = z.output<typeof rule>

export const dlpRules = defineResource({
  id: 'purview.dlpRules',
  name: 'Data loss prevention rules',
  service: 'Purview',
  source: 'ipps:Get-DlpComplianceRule',
  schema: z.array(rule),
  key: 'Name',
  label: 'Name',
  volatile: ['WhenChangedUTC'],
})
