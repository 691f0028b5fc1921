import { hasTeams } from '../exchange/licences.js'
import { findSku } from '../world/licences.js'
import type { Tenant } from '../world/model.js'

const CAPABILITIES: Record<string, string> = {
  TEAMS1: 'Teams',
  TEAMS_GOV: 'Teams_GCC',
  MCOSTANDARD: 'MCOProfessional',
  MCOEV: 'MCOEV',
}

/** What Get-CsTenant shows. Government clouds show in the plans. */
export function csTenant(tenant: Tenant): Record<string, unknown> {
  const plans = new Set(
    tenant.purchases.flatMap(({ skuPartNumber }) =>
      findSku(skuPartNumber).servicePlans.flatMap(({ servicePlanName }) => CAPABILITIES[servicePlanName] ?? []),
    ),
  )
  if (tenant.cloud === 'usGov' && hasTeams(tenant)) plans.add('TEAMS_GCCHIGH')
  return {
    TenantId: tenant.id,
    DisplayName: tenant.name,
    CountryAbbreviation: tenant.country,
    CountryLetterCode: tenant.country,
    PreferredLanguage: 'en',
    AssignedPlan: [...plans],
    AssignedPlans: [...plans].map((Capability) => ({
      Capability,
      CapabilityStatus: 'Enabled',
      AssignedTimestamp: tenant.createdAt.toISOString(),
    })),
    Domains: tenant.domains.map(({ name }) => name),
    SipDomains: tenant.domains.map(({ name }) => name),
    VerifiedDomains: tenant.domains.map(({ name, isDefault, isInitial }) => ({
      Name: name,
      Status: 'Enabled',
      Capabilities: ['Email', 'OfficeCommunicationsOnline'],
      IsDefault: isDefault,
      IsInitial: isInitial,
    })),
    DirSyncEnabled: tenant.headcount.onPremisesSync,
    IsReadinessUploaded: false,
    IsUpgradeReady: false,
    IsO365MNC: false,
    ServiceInfo: [],
    ServiceInstance: 'MicrosoftCommunicationsOnline/NOAM-0A-S7',
    TeamsUpgradeEffectiveMode: 'TeamsOnly',
    TeamsUpgradeNotificationsEnabled: false,
    WhenCreated: tenant.createdAt.toISOString(),
    WhenChanged: tenant.createdAt.toISOString(),
  }
}
