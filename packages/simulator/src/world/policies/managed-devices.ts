import { guid, pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { intuneTime } from './intune-policies.js'

const GIB = 2 ** 30

/** What Intune calls the systems that Entra knows by other names. */
const SYSTEMS: Record<string, string> = {
  Windows: 'Windows',
  MacMDM: 'macOS',
  IPhone: 'iOS',
  AndroidEnterprise: 'Android',
}

export function managedDeviceId(tenant: Tenant, device: Entity): string {
  return guid(tenant.id, 'managed device', device.id)
}

/** A device of the directory as Intune manages it. */
export function managedDevice(tenant: Tenant, device: Entity): Entity {
  const seed = [tenant.id, 'managed device', device.id] as const
  const owner = tenant.set('users').view().get(String(device['ownerId']))
  const system = SYSTEMS[String(device['operatingSystem'])] ?? 'Windows'
  const phone = system === 'iOS' || system === 'Android'
  const enrolled = new Date(String(device['registrationDateTime']))
  const total = (phone ? 128 : 512) * GIB
  return {
    id: managedDeviceId(tenant, device),
    azureADDeviceId: device['deviceId'],
    azureADRegistered: true,
    complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59.9999999Z',
    complianceState: device['isCompliant'] === false ? 'noncompliant' : 'compliant',
    deviceActionResults: [],
    deviceCategoryDisplayName: 'Unknown',
    deviceEnrollmentType: system === 'Windows' ? 'windowsAzureADJoin' : 'userEnrollment',
    deviceName: device['displayName'],
    deviceRegistrationState: 'registered',
    easActivated: false,
    emailAddress: owner?.['mail'] ?? '',
    enrolledDateTime: intuneTime(enrolled),
    exchangeAccessState: 'none',
    exchangeAccessStateReason: 'none',
    freeStorageSpaceInBytes: Math.floor(total / (2 + pick(6, ...seed, 'storage'))),
    isEncrypted: tenant.good('disks are encrypted') || phone,
    isSupervised: false,
    jailBroken: phone ? 'False' : 'Unknown',
    lastSyncDateTime: intuneTime(new Date(String(device['approximateLastSignInDateTime']))),
    managedDeviceName: `${String(device['displayName'])}_${system}_${enrolled.toISOString().slice(0, 10)}`,
    managedDeviceOwnerType: device['deviceOwnership'] === 'Personal' ? 'personal' : 'company',
    managementAgent: 'mdm',
    managementState: 'managed',
    manufacturer: device['manufacturer'],
    model: device['model'],
    operatingSystem: system,
    osVersion: device['operatingSystemVersion'],
    partnerReportedThreatState: 'unknown',
    physicalMemoryInBytes: 0,
    serialNumber: guid(...seed, 'serial')
      .replaceAll('-', '')
      .slice(0, 10)
      .toUpperCase(),
    totalStorageSpaceInBytes: total,
    userDisplayName: owner?.['displayName'] ?? '',
    userId: owner?.id ?? '',
    userPrincipalName: owner?.['userPrincipalName'] ?? '',
  }
}
