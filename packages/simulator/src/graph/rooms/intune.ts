import { derivedView } from '../../store/derived-view.js'
import type { EntityView } from '../../store/entity-set.js'
import { managedDevice, managedDeviceId } from '../../world/policies/managed-devices.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { needsIntune } from './licence-needs.js'
import { only, policyList, policyOnly, policyRooms, policyRules } from './policy-rooms.js'

const PATH = '/deviceManagement'
const WITH_ASSIGNMENTS = { before: needsIntune, expands: ['assignments'] }

/** The directory's devices as Intune has them, as far as it manages them. */
function managed(call: GraphCall, devices: EntityView): EntityView {
  return derivedView(devices, (device) =>
    device['isManaged'] === true ? managedDevice(call.tenant, device) : undefined,
  )
}

/** Settings stand inside the service's own object, and by themselves. */
const settings: Room = {
  path: `${PATH}/settings`,
  answer(call) {
    needsIntune(call)
    const held = only(call, 'deviceManagement')?.['settings'] as Record<string, unknown>
    return { '@odata.context': `${call.root}/$metadata#deviceManagement/settings`, ...held }
  },
}

/** The assignments and the settings of one policy. */
function parts(path: string, set: string, name: string, type: string, versions?: string[]): Room {
  const room = collection(`${path}/{id}/${name}`, policyRules(type), (call) => {
    needsIntune(call)
    const policy = call.read(set).get(key(call))
    if (!policy) throw new GraphError('notFound', { value: key(call) })
    return (policy[name] ?? []) as { id: string }[]
  })
  return { ...room, ...(versions ? { versions } : {}) }
}

const beta = ['beta']

export const intuneRooms: Room[] = [
  policyOnly(PATH, 'deviceManagement', 'deviceManagement', { before: needsIntune }),
  settings,
  ...policyRooms(
    `${PATH}/deviceCompliancePolicies`,
    'deviceCompliancePolicies',
    'deviceCompliancePolicy',
    WITH_ASSIGNMENTS,
  ),
  parts(
    `${PATH}/deviceCompliancePolicies`,
    'deviceCompliancePolicies',
    'assignments',
    'deviceCompliancePolicyAssignment',
  ),
  ...policyRooms(`${PATH}/deviceConfigurations`, 'deviceConfigurations', 'deviceConfiguration', WITH_ASSIGNMENTS),
  parts(`${PATH}/deviceConfigurations`, 'deviceConfigurations', 'assignments', 'deviceConfigurationAssignment'),
  ...policyRooms(
    `${PATH}/deviceEnrollmentConfigurations`,
    'deviceEnrollmentConfigurations',
    'deviceEnrollmentConfiguration',
    WITH_ASSIGNMENTS,
  ),
  collection(
    `${PATH}/managedDevices`,
    { ...policyRules('managedDevice'), defaultPage: 1000, maxPage: 1000 },
    (call) => managed(call, call.list('devices')),
    { before: needsIntune },
  ),
  single(
    `${PATH}/managedDevices/{id}`,
    policyRules('managedDevice'),
    (call) => {
      const devices = call.read('devices')
      const device = [...devices].find((candidate) => managedDeviceId(call.tenant, candidate) === key(call))
      return device && managed(call, devices).get(device.id)
    },
    { before: needsIntune },
  ),
  policyOnly(
    `${PATH}/applePushNotificationCertificate`,
    'applePushNotificationCertificate',
    'applePushNotificationCertificate',
    { before: needsIntune },
  ),
  ...policyRooms(`${PATH}/configurationPolicies`, 'configurationPolicies', 'deviceManagementConfigurationPolicy', {
    before: needsIntune,
    expands: ['assignments', 'settings'],
    versions: beta,
  }),
  parts(
    `${PATH}/configurationPolicies`,
    'configurationPolicies',
    'assignments',
    'deviceManagementConfigurationPolicyAssignment',
    beta,
  ),
  parts(
    `${PATH}/configurationPolicies`,
    'configurationPolicies',
    'settings',
    'deviceManagementConfigurationSetting',
    beta,
  ),
  policyList(`${PATH}/managedDeviceCleanupRules`, 'managedDeviceCleanupRules', 'managedDeviceCleanupRule', {
    before: needsIntune,
    versions: beta,
    permissionsOf: `${PATH}/managedDevices`,
  }),
  policyList(`${PATH}/operationApprovalPolicies`, 'operationApprovalPolicies', 'operationApprovalPolicy', {
    before: needsIntune,
    versions: beta,
  }),
]
