import { appliesTo } from '../../world/policies/app-management.js'
import { directoryObjects, typed } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room } from '../room.js'
import { methodConfigurationRooms } from './policies-methods.js'
import { policyList, policyOnly, policyRooms, policyRules } from './policy-rooms.js'
import { policyWriteRooms } from './policies-write.js'

/** Beta lists the one policy that v1.0 shows by itself. */
const authorizationPolicyRooms: Room[] = [
  policyOnly('/policies/authorizationPolicy', 'authorizationPolicy', 'authorizationPolicy', { versions: ['v1.0'] }),
  policyList('/policies/authorizationPolicy', 'authorizationPolicy', 'authorizationPolicy', { versions: ['beta'] }),
]

/** Applications that have a policy of their own. */
const applied = collection(
  '/policies/appManagementPolicies/{id}/appliesTo',
  policyRules('directoryObject'),
  (call) => {
    if (!call.read('appManagementPolicies').get(key(call))) throw new GraphError('notFound', { value: key(call) })
    return directoryObjects(call, appliesTo(call.tenant, key(call))).map(typed)
  },
  { context: 'directoryObjects' },
)

function stsRooms(path: string, type: string): Room[] {
  return policyRooms(path, path.slice('/policies/'.length), type)
}

/** Not for applications: what the permission map offers to people only is refused before it is looked at. */
const delegatedOnly: Room[] = [
  collection('/policies/featureRolloutPolicies', policyRules('featureRolloutPolicy'), () => []),
  ...policyRooms(
    '/directory/onPremisesSynchronization',
    'onPremisesSynchronization',
    'onPremisesDirectorySynchronization',
  ),
]

/** What the older path calls by its type has a path of its own in beta. */
const invitations: Room = {
  path: '/policies/b2bManagementPolicies',
  versions: ['beta'],
  answer: (call: GraphCall) => ({
    '@odata.context': `${call.root}/$metadata#policies/b2bManagementPolicies`,
    value: [...call.list('legacyPolicies')]
      .filter(({ type }) => type === 'B2BManagementPolicy')
      .map(({ type: _type, ...policy }) => policy),
  }),
}

/** Policies that no version documents any longer, and some settings are found nowhere else. */
const legacyPolicies: Room = {
  path: '/legacy/policies',
  versions: ['beta'],
  permissionsOf: '/policies/activityBasedTimeoutPolicies',
  answer: (call: GraphCall) => ({
    '@odata.context': `${call.root}/$metadata#legacy/policies`,
    value: [...call.list('legacyPolicies')],
  }),
}

export const policyRoomsOfTenant: Room[] = [
  ...authorizationPolicyRooms,
  ...methodConfigurationRooms,
  policyOnly(
    '/policies/identitySecurityDefaultsEnforcementPolicy',
    'securityDefaults',
    'identitySecurityDefaultsEnforcementPolicy',
  ),
  policyOnly('/policies/adminConsentRequestPolicy', 'adminConsentRequestPolicy', 'adminConsentRequestPolicy', {
    nameless: true,
  }),
  ...policyRooms('/policies/permissionGrantPolicies', 'permissionGrantPolicies', 'permissionGrantPolicy', {
    expands: ['includes', 'excludes'],
    inline: ['includes', 'excludes'],
  }),
  ...(['includes', 'excludes'] as const).map((name) =>
    collection(`/policies/permissionGrantPolicies/{id}/${name}`, policyRules('permissionGrantConditionSet'), (call) => {
      const policy = call.read('permissionGrantPolicies').get(key(call))
      if (!policy) throw new GraphError('notFound', { value: key(call) })
      return policy[name] as { id: string }[]
    }),
  ),
  policyOnly('/policies/crossTenantAccessPolicy', 'crossTenantAccessPolicy', 'crossTenantAccessPolicy'),
  policyOnly(
    '/policies/crossTenantAccessPolicy/default',
    'crossTenantAccessDefault',
    'crossTenantAccessPolicyConfigurationDefault',
    { nameless: true },
  ),
  ...policyRooms(
    '/policies/crossTenantAccessPolicy/partners',
    'crossTenantAccessPartners',
    'crossTenantAccessPolicyConfigurationPartner',
  ),
  policyOnly('/policies/deviceRegistrationPolicy', 'deviceRegistrationPolicy', 'deviceRegistrationPolicy'),
  policyOnly('/policies/externalIdentitiesPolicy', 'externalIdentitiesPolicy', 'externalIdentitiesPolicy', {
    versions: ['beta'],
  }),
  policyOnly('/policies/defaultAppManagementPolicy', 'defaultAppManagementPolicy', 'tenantAppManagementPolicy'),
  ...policyRooms('/policies/appManagementPolicies', 'appManagementPolicies', 'appManagementPolicy'),
  applied,
  ...stsRooms('/policies/activityBasedTimeoutPolicies', 'activityBasedTimeoutPolicy'),
  ...stsRooms('/policies/tokenLifetimePolicies', 'tokenLifetimePolicy'),
  ...stsRooms('/policies/homeRealmDiscoveryPolicies', 'homeRealmDiscoveryPolicy'),
  ...stsRooms('/policies/claimsMappingPolicies', 'claimsMappingPolicy'),
  ...delegatedOnly,
  invitations,
  legacyPolicies,
  ...policyWriteRooms,
]
