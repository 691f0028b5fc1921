import type { Tenant } from '../model.js'
import { allowedCountriesId } from './named-locations.js'
import { ADMIN_ROLES, APPS, STRENGTHS } from './well-known.js'

type Part = Record<string, unknown>

/** One rule that a tenant may have, as its administrators would write it. */
export interface BaselinePolicy {
  /** The setting that says whether the tenant does well here. */
  setting: string
  names: readonly [plain: string, coded: string]
  needs?: 'P2' | 'intune' | 'insiderRisk'
  conditions: (tenant: Tenant) => Part
  grant?: Part
  session?: Part
  /** For service principals: there are no people to leave out. */
  workload?: boolean
}

const EVERYONE = { users: { includeUsers: ['All'] } }
const EVERYWHERE = { ...EVERYONE, applications: { includeApplications: ['All'] } }
const ADMINS = { users: { includeRoles: ADMIN_ROLES }, applications: { includeApplications: ['All'] } }
const BLOCK = grant('block')
const MFA = grant('mfa')

function grant(...builtInControls: string[]): Part {
  return { operator: 'OR', builtInControls }
}

function strength(id: string): Part {
  return { operator: 'OR', builtInControls: [], authenticationStrength: { id } }
}

function forApps(...includeApplications: string[]): Part {
  return { ...EVERYONE, applications: { includeApplications } }
}

function signInEvery(value: number, type: 'hours' | 'days'): Part {
  return {
    value,
    type,
    authenticationType: 'primaryAndSecondaryAuthentication',
    frequencyInterval: 'timeBased',
    isEnabled: true,
  }
}

const EVERY_TIME = {
  value: null,
  type: null,
  authenticationType: 'primaryAndSecondaryAuthentication',
  frequencyInterval: 'everyTime',
  isEnabled: true,
}

const NEVER_PERSISTENT = { mode: 'never', isEnabled: true }

/** What a well-run tenant has; a badly run one has some of it, switched off or with holes. */
export const baseline: readonly BaselinePolicy[] = [
  {
    setting: 'legacy authentication is blocked',
    names: ['Block legacy authentication', 'Global-Block-LegacyAuth'],
    conditions: () => ({ ...EVERYWHERE, clientAppTypes: ['exchangeActiveSync', 'other'] }),
    grant: BLOCK,
  },
  {
    setting: 'everyone needs multifactor authentication',
    names: ['Require multifactor authentication for all users', 'Global-Grant-MFA-AllUsers'],
    conditions: () => EVERYWHERE,
    grant: MFA,
  },
  {
    setting: 'administrators need multifactor authentication',
    names: ['Require multifactor authentication for admins', 'Admins-Grant-MFA'],
    conditions: () => ADMINS,
    grant: MFA,
  },
  {
    setting: 'administrators sign in phishing-resistantly',
    names: ['Require phishing-resistant MFA for admins', 'Admins-Grant-PhishingResistantMFA'],
    conditions: () => ADMINS,
    grant: strength(STRENGTHS.phishingResistant),
  },
  {
    setting: 'everyone signs in phishing-resistantly',
    names: ['Require phishing-resistant MFA for employees', 'Internals-Grant-PhishingResistantMFA'],
    conditions: () => EVERYWHERE,
    grant: strength(STRENGTHS.phishingResistant),
  },
  {
    setting: 'risky users are blocked',
    names: ['Block high user risk', 'Global-Block-UserRisk-High'],
    needs: 'P2',
    conditions: () => ({ ...EVERYWHERE, userRiskLevels: ['high'] }),
    grant: BLOCK,
  },
  {
    setting: 'risky sign-ins are blocked',
    names: ['Block medium and high sign-in risk', 'Global-Block-SignInRisk-MediumHigh'],
    needs: 'P2',
    conditions: () => ({ ...EVERYWHERE, signInRiskLevels: ['high', 'medium'] }),
    grant: BLOCK,
  },
  {
    setting: 'risky agents are blocked',
    names: ['Block high-risk agents', 'Agents-Block-Risk-High'],
    needs: 'P2',
    workload: true,
    conditions: () => ({
      users: { includeUsers: ['None'] },
      applications: { includeApplications: ['All'] },
      clientApplications: { includeServicePrincipals: [], includeAgentIdServicePrincipals: ['All'] },
      agentIdRiskLevels: 'high',
    }),
    grant: BLOCK,
  },
  {
    setting: 'a managed device is required',
    names: ['Require compliant or hybrid joined device', 'Global-Grant-ManagedDevice'],
    needs: 'intune',
    conditions: () => EVERYWHERE,
    grant: grant('compliantDevice', 'domainJoinedDevice'),
  },
  {
    setting: 'security information is registered on managed devices',
    names: ['Securing security info registration', 'Global-Grant-RegisterSecurityInfo-ManagedDevice'],
    needs: 'intune',
    conditions: () => ({
      ...EVERYONE,
      applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    }),
    grant: grant('compliantDevice', 'domainJoinedDevice'),
  },
  {
    setting: 'joining a device needs multifactor authentication',
    names: ['Require MFA to register or join devices', 'Global-Grant-RegisterDevice-MFA'],
    conditions: () => ({ ...EVERYONE, applications: { includeUserActions: ['urn:user:registerdevice'] } }),
    grant: MFA,
  },
  {
    setting: 'device code flow is blocked',
    names: ['Block device code flow', 'Global-Block-DeviceCodeFlow'],
    conditions: () => ({ ...EVERYWHERE, authenticationFlows: { transferMethods: 'deviceCodeFlow' } }),
    grant: BLOCK,
  },
  {
    setting: 'authentication transfer is blocked',
    names: ['Block authentication transfer', 'Global-Block-AuthTransfer'],
    conditions: () => ({ ...EVERYWHERE, authenticationFlows: { transferMethods: 'authenticationTransfer' } }),
    grant: BLOCK,
  },
  {
    setting: 'unknown platforms are blocked',
    names: ['Block unknown or unsupported device platforms', 'Global-Block-UnknownPlatforms'],
    conditions: () => ({
      ...EVERYWHERE,
      platforms: { includePlatforms: ['all'], excludePlatforms: ['android', 'iOS', 'windows', 'macOS', 'linux'] },
    }),
    grant: BLOCK,
  },
  {
    setting: 'untrusted locations are blocked',
    names: ['Block countries we do not work in', 'Global-Block-Locations'],
    conditions: (tenant) => ({
      ...EVERYWHERE,
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', allowedCountriesId(tenant)] },
    }),
    grant: BLOCK,
  },
  {
    setting: 'administrators sign in again every few hours',
    names: ['Admin sessions: sign in again, no persistent browser', 'Admins-Session-SIF4h-NonPersistent'],
    conditions: () => ADMINS,
    session: { signInFrequency: signInEvery(4, 'hours'), persistentBrowser: NEVER_PERSISTENT },
  },
  {
    setting: 'everyone signs in again within a week',
    names: ['Sign-in frequency of 7 days', 'Global-Session-SIF7d'],
    conditions: () => EVERYWHERE,
    session: { signInFrequency: signInEvery(7, 'days') },
  },
  {
    setting: 'unmanaged devices keep no session',
    names: ['No persistent sessions on unmanaged devices', 'Global-Session-Unmanaged-NonPersistent'],
    conditions: () => ({
      ...EVERYWHERE,
      devices: {
        deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"' },
      },
    }),
    session: { signInFrequency: signInEvery(1, 'hours'), persistentBrowser: NEVER_PERSISTENT },
  },
  {
    setting: 'enrolling needs a fresh sign-in',
    names: ['Require MFA for Intune enrollment', 'Global-Grant-IntuneEnrollment-MFA'],
    conditions: () => forApps(APPS.intuneEnrollment),
    grant: MFA,
    session: { signInFrequency: EVERY_TIME },
  },
  {
    setting: 'admin portals are for administrators',
    names: ['Block admin portals for non-admins', 'Internals-Block-AdminPortals'],
    conditions: () => ({
      users: { includeUsers: ['All'], excludeRoles: ADMIN_ROLES },
      applications: { includeApplications: ['MicrosoftAdminPortals'] },
    }),
    grant: BLOCK,
  },
  {
    setting: 'tokens are bound to the device',
    names: ['Token protection for Exchange and SharePoint on Windows', 'Global-Session-TokenProtection'],
    conditions: () => ({
      ...forApps(APPS.exchangeOnline, APPS.sharePointOnline),
      clientAppTypes: ['mobileAppsAndDesktopClients'],
      platforms: { includePlatforms: ['windows'] },
    }),
    session: { secureSignInSession: { isEnabled: true } },
  },
  {
    setting: 'guests need multifactor authentication',
    names: ['Require MFA for guests', 'Guests-Grant-MFA'],
    conditions: () => ({
      users: {
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes:
            'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
            membershipKind: 'all',
          },
        },
      },
      applications: { includeApplications: ['All'] },
    }),
    grant: MFA,
  },
  {
    setting: 'managing Azure needs multifactor authentication',
    names: ['Require MFA for Azure management', 'Global-Grant-AzureManagement-MFA'],
    conditions: () => forApps(APPS.azureManagement),
    grant: MFA,
  },
  {
    setting: 'Azure DevOps has a rule of its own',
    names: ['Require MFA for Azure DevOps', 'Developers-Grant-AzureDevOps-MFA'],
    conditions: () => forApps(APPS.azureDevOps),
    grant: MFA,
  },
  {
    setting: 'unmanaged browsers cannot download',
    names: ['App enforced restrictions for Office 365', 'Global-Session-AppEnforced'],
    conditions: () => ({ ...forApps('Office365'), clientAppTypes: ['browser'] }),
    session: { applicationEnforcedRestrictions: { isEnabled: true } },
  },
  {
    setting: 'phones use protected apps',
    names: ['Require app protection on mobile devices', 'Global-Grant-MobileAppProtection'],
    needs: 'intune',
    conditions: () => ({ ...forApps('Office365'), platforms: { includePlatforms: ['android', 'iOS'] } }),
    grant: grant('compliantApplication'),
  },
  {
    setting: 'insiders at risk are blocked',
    names: ['Block elevated insider risk', 'Global-Block-InsiderRisk'],
    needs: 'insiderRisk',
    conditions: () => ({ ...EVERYWHERE, insiderRiskLevels: 'elevated' }),
    grant: BLOCK,
  },
]

/** Rules that come from not looking closely. */
export const mistakes: readonly BaselinePolicy[] = [
  {
    setting: 'user risk and sign-in risk are kept apart',
    names: ['Risk policy (user and sign-in)', 'Global-Grant-Risk-Combined'],
    needs: 'P2',
    conditions: () => ({ ...EVERYWHERE, userRiskLevels: ['high'], signInRiskLevels: ['high'] }),
    grant: MFA,
  },
  {
    setting: 'no rule protects nothing',
    names: ['MFA test', 'TEST-Grant-MFA'],
    conditions: () => forApps('None'),
    grant: MFA,
  },
  {
    setting: 'no rule relies on approved apps',
    names: ['Approved apps on mobile devices', 'Global-Grant-ApprovedApp'],
    needs: 'intune',
    conditions: () => ({ ...forApps('Office365'), platforms: { includePlatforms: ['android', 'iOS'] } }),
    grant: grant('approvedApplication'),
  },
]
