import { directoryTime } from './directory.js'
import { choose, guid, pick } from './ids.js'
import type { Entity, Tenant } from './model.js'

const DAY = 86_400_000

const MODELS = [
  {
    manufacturer: 'Contoso Devices',
    model: 'Slate 7',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100.4652',
  },
  {
    manufacturer: 'Contoso Devices',
    model: 'Slate 5',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.19045.6093',
  },
  { manufacturer: 'Apple', model: 'MacBook Air', operatingSystem: 'MacMDM', operatingSystemVersion: '15.5' },
  { manufacturer: 'Apple', model: 'iPhone', operatingSystem: 'IPhone', operatingSystemVersion: '18.5' },
  { manufacturer: 'Samsung', model: 'Galaxy A55', operatingSystem: 'AndroidEnterprise', operatingSystemVersion: '15' },
] as const

/** Nobody lists more of them here than a large site has. */
const MOST = 3000

/** The person whose device it is stands in `ownerId`, which is no property of Graph's. */
export function seedDevices(tenant: Tenant): Entity[] {
  const users = tenant.set('users').seed
  const count = Math.min(MOST, Math.round(tenant.headcount.users * 0.9), users.size)
  return Array.from({ length: count }, (_, index) => device(tenant, index, users.at(index)))
}

function device(tenant: Tenant, index: number, owner: Entity): Entity {
  const seed = [tenant.id, 'device', index] as const
  const model = choose(MODELS, ...seed, 'model')
  const phone = ['IPhone', 'AndroidEnterprise'].includes(model.operatingSystem)
  const managed = tenant.good('devices are managed') || pick(2, ...seed, 'managed') === 0
  const registered = new Date(tenant.begunAt.getTime() - (40 + pick(900, ...seed, 'registered')) * DAY)
  const lastSignIn = new Date(
    tenant.begunAt.getTime() - pick(tenant.good('stale devices are removed') ? 40 : 400, ...seed, 'last') * DAY,
  )
  const deviceId = guid(...seed, 'deviceId')
  return {
    id: guid(...seed),
    accountEnabled: true,
    alternativeSecurityIds: [{ identityProvider: null, key: Buffer.from(deviceId).toString('base64'), type: 2 }],
    approximateLastSignInDateTime: directoryTime(lastSignIn > registered ? lastSignIn : registered),
    deviceCategory: null,
    deviceId,
    deviceOwnership: managed ? 'Company' : 'Personal',
    deviceVersion: 2,
    displayName: `${phone ? model.model.replace(/\W/g, '') : 'PC'}-${String(1000 + index)}`,
    enrollmentType: managed ? 'AzureDomainJoined' : 'Unknown',
    isCompliant: managed ? pick(12, ...seed, 'compliant') > 0 : null,
    isManaged: managed,
    isRooted: false,
    managementType: managed ? 'MDM' : null,
    manufacturer: model.manufacturer,
    model: model.model,
    onPremisesSyncEnabled: tenant.headcount.onPremisesSync && model.operatingSystem === 'Windows' ? true : null,
    operatingSystem: model.operatingSystem,
    operatingSystemVersion: model.operatingSystemVersion,
    ownerId: owner.id,
    physicalIds: [`[USER-GID]:${owner.id}:6825816345126880`],
    profileType: 'RegisteredDevice',
    registrationDateTime: directoryTime(registered),
    systemLabels: [],
    trustType: trustType(tenant, phone, model.operatingSystem),
  }
}

function trustType(tenant: Tenant, phone: boolean, operatingSystem: string): string {
  if (phone) return 'Workplace'
  return tenant.headcount.onPremisesSync && operatingSystem === 'Windows' ? 'ServerAd' : 'AzureAd'
}
