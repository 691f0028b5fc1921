import { protectedInformation } from '../src/parameters.js'

/** A policy as Purview writes it: in force, everywhere. */
export function dlpPolicy(changes: object = {}) {
  return {
    Name: 'Personal data',
    Mode: 'Enable',
    Enabled: true,
    Workload: 'Exchange, SharePoint, OneDriveForBusiness, Teams, EndpointDevices',
    ExchangeLocation: ['All'],
    SharePointLocation: ['All'],
    OneDriveLocation: ['All'],
    TeamsLocation: ['All'],
    EndpointDlpLocation: ['All'],
    ...changes,
  }
}

/** A rule of that policy: it blocks everyone and tells them. */
export function dlpRule(changes: object = {}, kinds: readonly string[] = protectedInformation.default) {
  return {
    Name: 'Block and tell',
    Disabled: false,
    ParentPolicyName: 'Personal data',
    IsAdvancedRule: false,
    ContentContainsSensitiveInformation: kinds.map((name) => ({ name })),
    BlockAccess: true,
    BlockAccessScope: 'All',
    NotifyUser: ['Owner'],
    ...changes,
  }
}

/** A tenant that has data loss prevention. */
export function dlp(policies: readonly object[] = [dlpPolicy()], rules: readonly object[] = [dlpRule()]) {
  return {
    '/subscribedSkus': [{ servicePlans: [{ servicePlanName: 'BPOS_S_DlpAddOn', provisioningStatus: 'Success' }] }],
    'ipps:Get-DlpCompliancePolicy': policies,
    'ipps:Get-DlpComplianceRule': rules,
  }
}
