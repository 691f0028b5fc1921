import { guid, pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { hasProduct } from './licensed.js'

const DAY = 86_400_000

type Part = Record<string, unknown>

/** Intune writes seven digits of a second. */
export function intuneTime(moment: Date): string {
  return moment.toISOString().replace('Z', '0000Z')
}

export const EVERYONE = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' }
const ALL_DEVICES = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }

function times(tenant: Tenant, name: string): Part {
  const created = new Date(tenant.begunAt.getTime() - (100 + pick(400, tenant.id, name)) * DAY)
  const modified = new Date(created.getTime() + pick(90, tenant.id, name, 'modified') * DAY)
  return { createdDateTime: intuneTime(created), lastModifiedDateTime: intuneTime(modified), version: 1 }
}

function compliance(tenant: Tenant, type: string, displayName: string, facts: Part): Entity {
  const id = guid(tenant.id, 'compliance policy', type)
  const assigned = tenant.good(`compliance policy is assigned: ${type}`)
  const policy = complete(type, { id, displayName, ...times(tenant, type), ...facts })
  return {
    '@odata.type': `#microsoft.graph.${type}`,
    ...policy,
    assignments: assigned ? [{ id: `${id}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`, target: EVERYONE }] : [],
  }
}

export function seedCompliancePolicies(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune')) return []
  const policies = [
    compliance(tenant, 'windows10CompliancePolicy', 'Windows: baseline', {
      passwordRequired: true,
      passwordBlockSimple: true,
      passwordMinimumLength: 8,
      passwordRequiredType: 'alphanumeric',
      osMinimumVersion: '10.0.19045',
      bitLockerEnabled: true,
      secureBootEnabled: true,
      codeIntegrityEnabled: true,
      storageRequireEncryption: true,
    }),
    compliance(tenant, 'iosCompliancePolicy', 'iOS: baseline', {
      passcodeRequired: true,
      passcodeMinimumLength: 6,
      passcodeRequiredType: 'numeric',
      securityBlockJailbrokenDevices: true,
      deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
      osMinimumVersion: '17.0',
    }),
    compliance(tenant, 'androidWorkProfileCompliancePolicy', 'Android work profile: baseline', {
      passwordRequired: true,
      passwordMinimumLength: 6,
      passwordRequiredType: 'numericComplex',
      securityBlockJailbrokenDevices: true,
      storageRequireEncryption: true,
      deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
    }),
    compliance(tenant, 'macOSCompliancePolicy', 'macOS: baseline', {
      passwordRequired: true,
      passwordMinimumLength: 8,
      passwordRequiredType: 'alphanumeric',
      firewallEnabled: true,
      systemIntegrityProtectionEnabled: true,
      storageRequireEncryption: true,
      deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
    }),
  ]
  return policies.filter((_, index) => tenant.good(`compliance policy ${index}`))
}

export function seedDeviceConfigurations(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune')) return []
  const id = guid(tenant.id, 'device configuration', 'updates')
  const type = 'windowsUpdateForBusinessConfiguration'
  return [
    {
      '@odata.type': `#microsoft.graph.${type}`,
      ...complete(type, {
        id,
        displayName: 'Windows updates: broad ring',
        ...times(tenant, type),
        automaticUpdateMode: 'autoInstallAtMaintenanceTime',
        businessReadyUpdatesOnly: 'userDefined',
        deliveryOptimizationMode: 'userDefined',
        prereleaseFeatures: 'userDefined',
        autoRestartNotificationDismissal: 'notConfigured',
        updateNotificationLevel: 'defaultNotifications',
        userPauseAccess: 'notConfigured',
        userWindowsUpdateScanAccess: 'notConfigured',
        qualityUpdatesDeferralPeriodInDays: tenant.good('Windows is updated soon') ? 3 : 30,
        featureUpdatesDeferralPeriodInDays: 60,
        deadlineForQualityUpdatesInDays: 2,
        deadlineForFeatureUpdatesInDays: 7,
        deadlineGracePeriodInDays: 2,
        allowWindows11Upgrade: true,
        driversExcluded: false,
        microsoftUpdateServiceAllowed: true,
      }),
      assignments: [{ id: `${id}_${guid(tenant.id, 'assignment', 'updates')}`, target: ALL_DEVICES }],
    },
  ]
}

function limit(personalDeviceEnrollmentBlocked: boolean): Part {
  return { platformBlocked: false, personalDeviceEnrollmentBlocked, osMinimumVersion: '', osMaximumVersion: '' }
}

/** The defaults that every tenant with Intune has. */
export function seedEnrollmentConfigurations(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune')) return []
  const blocked = tenant.good('personal devices are not enrolled')
  const made = intuneTime(tenant.createdAt)
  const configuration = (kind: string, suffix: string, description: string, facts: Part): Entity => ({
    '@odata.type': `#microsoft.graph.${kind}`,
    ...complete(kind, {
      id: `${guid(tenant.id, 'intune account')}_${suffix}`,
      displayName: 'All users and all devices',
      description,
      priority: 0,
      createdDateTime: made,
      lastModifiedDateTime: made,
      version: 0,
      ...facts,
    }),
  })
  return [
    configuration(
      'deviceEnrollmentLimitConfiguration',
      'DefaultLimit',
      'This is the default Device Limit Restriction applied with the lowest priority to all users regardless of group membership.',
      {
        limit: 5,
      },
    ),
    configuration(
      'deviceEnrollmentPlatformRestrictionsConfiguration',
      'DefaultPlatformRestrictions',
      'This is the default Device Type Restriction applied with the lowest priority to all users regardless of group membership.',
      {
        androidRestriction: limit(blocked),
        iosRestriction: limit(blocked),
        macOSRestriction: limit(blocked),
        windowsRestriction: limit(blocked),
        windowsMobileRestriction: { ...limit(false), platformBlocked: true },
      },
    ),
    configuration(
      'deviceEnrollmentWindowsHelloForBusinessConfiguration',
      'DefaultWindowsHelloForBusiness',
      'This is the default Windows Hello for Business configuration applied with the lowest priority to all users regardless of group membership.',
      {
        pinMinimumLength: 6,
        pinMaximumLength: 127,
        pinUppercaseCharactersUsage: 'allowed',
        pinLowercaseCharactersUsage: 'allowed',
        pinSpecialCharactersUsage: 'allowed',
        pinExpirationInDays: 0,
        pinPreviousBlockCount: 0,
        remotePassportEnabled: true,
        securityDeviceRequired: false,
        unlockWithBiometricsEnabled: true,
        enhancedBiometricsState: 'notConfigured',
        state: tenant.good('Windows Hello is set up') ? 'enabled' : 'notConfigured',
      },
    ),
  ]
}

export function seedDeviceManagementSettings(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune')) return []
  const settings = {
    deviceComplianceCheckinThresholdDays: 30,
    isScheduledActionEnabled: true,
    secureByDefault: tenant.good('devices without a policy are not compliant'),
  }
  return [
    complete('deviceManagement', {
      id: guid(tenant.id, 'intune account'),
      intuneAccountId: guid(tenant.id, 'intune account'),
      subscriptionState: 'active',
      settings,
    }),
  ]
}

/** Without Apple devices there is no certificate. */
export function seedApplePushCertificate(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune') || tenant.headcount.users < 20) return []
  const days = tenant.good('the Apple certificate was renewed') ? 120 + pick(200, tenant.id, 'apple') : 5
  return [
    complete('applePushNotificationCertificate', {
      id: guid(tenant.id, 'apple certificate'),
      appleIdentifier: `apple@${tenant.domains[0]?.name ?? ''}`,
      topicIdentifier: `com.apple.mgmt.External.${guid(tenant.id, 'apple topic')}`,
      lastModifiedDateTime: intuneTime(new Date(tenant.begunAt.getTime() - (365 - days) * DAY)),
      expirationDateTime: intuneTime(new Date(tenant.begunAt.getTime() + days * DAY)),
      certificateUploadStatus: null,
      certificateSerialNumber: guid(tenant.id, 'apple serial').replaceAll('-', '').slice(0, 16).toUpperCase(),
    }),
  ]
}
