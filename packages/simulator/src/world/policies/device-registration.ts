import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

const ANYONE = { '@odata.type': '#microsoft.graph.allDeviceRegistrationMembership' }
const NOBODY = { '@odata.type': '#microsoft.graph.noDeviceRegistrationMembership' }

function only(groups: string[]): Record<string, unknown> {
  return { '@odata.type': '#microsoft.graph.enumeratedDeviceRegistrationMembership', users: [], groups }
}

export function seedDeviceRegistrationPolicy(tenant: Tenant): Entity[] {
  const { good } = tenant
  const { seed } = tenant.set('groups')
  return [
    complete('deviceRegistrationPolicy', {
      id: 'deviceRegistrationPolicy',
      displayName: 'Device Registration Policy',
      description:
        'Tenant-wide policy that manages initial provisioning controls using quota restrictions, additional authentication and authorization checks',
      userDeviceQuota: good('a person registers few devices') ? 10 : 50,
      multiFactorAuthConfiguration: good('joining a device needs multifactor authentication')
        ? 'notRequired'
        : 'required',
      azureADRegistration: { isAdminConfigurable: false, allowedToRegister: ANYONE },
      azureADJoin: {
        isAdminConfigurable: true,
        allowedToJoin: good('few may join devices') ? (seed.size > 0 ? only([seed.at(0).id]) : NOBODY) : ANYONE,
        localAdmins: {
          enableGlobalAdmins: !good('Global Administrators are no local administrators'),
          registeringUsers: good('who joins a device does not administer it') ? NOBODY : ANYONE,
        },
      },
      localAdminPassword: { isEnabled: good('local administrator passwords are managed') },
    }),
  ]
}
