import { z } from '../../packages/m365/node_modules/zod/index.js'
import { sampleOf } from './sample-of.mjs'

const ROLES = [
  '62e90394-69f5-4237-9190-012177145e10',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
]
const NOW = '2026-11-21T12:00:00Z'

const EVERYONE = [
  'ApplyRecord',
  'Create',
  'HardDelete',
  'MailItemsAccessed',
  'Move',
  'MoveToDeletedItems',
  'SoftDelete',
  'Update',
  'UpdateFolderPermissions',
  'UpdateInboxRules',
]
const ACTIONS = {
  AuditAdmin: [...EVERYONE, 'Copy', 'FolderBind', 'Send', 'SendAs', 'SendOnBehalf', 'UpdateCalendarDelegation'],
  AuditDelegate: [...EVERYONE, 'FolderBind', 'SendAs', 'SendOnBehalf'],
  AuditOwner: [...EVERYONE, 'MailboxLogin', 'Send', 'UpdateCalendarDelegation'],
}

/** A tenant's snapshot: people and applications in number, and a little of every other source that a control reads. */
export function snapshotOf(resources, people, applications, seed = 0) {
  const few = Object.fromEntries(resources.map(({ source, schema }) => [source, valueFor(schema)]))
  const { users, principals, registered } = directory(people, applications, seed)
  const admins = users.slice(0, 6)
  const assignments = admins.map(({ id }, index) => ({
    id: `assignment-${index}`,
    principalId: id,
    roleDefinitionId: ROLES[index % ROLES.length],
    directoryScopeId: '/',
  }))
  return {
    ...few,
    'meta:takenAt': NOW,
    '/users': users,
    '/servicePrincipals': principals,
    '/applications': registered,
    '/applications?$select=id,appId,displayName&$expand=owners': owned(registered),
    '/servicePrincipals?$select=id,appId,displayName&$expand=owners': owned(principals),
    "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo": principals.map(({ id }) => ({
      id: `grant-${id}`,
      appRoleId: 'df021288-bdef-4463-88db-98f22de89214',
      principalId: id,
      principalType: 'ServicePrincipal',
    })),
    '/reports/authenticationMethods/userRegistrationDetails': users.map(registration),
    '/beta/users/authentication/requirements': users.map(({ id, userPrincipalName }) => ({
      id,
      userPrincipalName,
      perUserMfaState: 'disabled',
    })),
    'exo:Get-Mailbox': users.map(mailbox),
    'exo:Get-MailboxAuditBypassAssociation': users.map(({ userPrincipalName: Name }) => ({
      Identity: Name,
      Name,
      AuditBypassEnabled: false,
    })),
    '/groups': Array.from({ length: Math.ceil(people / 5) }, (_, index) => group(index)),
    '/roleManagement/directory/roleAssignments': assignments,
    '/roleManagement/directory/roleAssignmentScheduleInstances': assignments,
    '/roleManagement/directory/roleEligibilityScheduleInstances': assignments.slice(3),
    '/subscribedSkus': [{ skuId: 'sku', skuPartNumber: 'SPE_E5', capabilityStatus: 'Enabled', servicePlans: plans() }],
    '/identity/conditionalAccess/policies': Array.from({ length: 12 }, (_, index) => policy(index, seed)),
  }
}

/** What is the same for many resources is made once. */
const values = new Map()

function valueFor(schema) {
  if (!values.has(schema)) values.set(schema, sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))
  return values.get(schema)
}

function directory(people, applications, seed) {
  const users = Array.from({ length: people }, (_, index) => ({
    id: `user-${seed}-${index}`,
    displayName: `Person ${index}`,
    userPrincipalName: `person${index}@contoso${seed}.com`,
    accountEnabled: index % 20 !== 0,
    userType: index % 10 === 0 ? 'Guest' : 'Member',
    createdDateTime: '2024-01-01T00:00:00Z',
    onPremisesSyncEnabled: null,
    onPremisesImmutableId: null,
    assignedLicenses: [{ skuId: 'sku', disabledPlans: [] }],
    assignedPlans: [{ servicePlanId: 'plan', capabilityStatus: 'Enabled', service: 'exchange' }],
    signInActivity: { lastSignInDateTime: '2026-11-01T00:00:00Z' },
  }))
  const registered = Array.from({ length: applications }, (_, index) => ({
    id: `app-${seed}-${index}`,
    appId: `client-${seed}-${index}`,
    displayName: `Application ${index}`,
    passwordCredentials:
      index % 3 === 0 ? [{ keyId: `key-${index}`, hint: 'abc', endDateTime: '2027-06-01T00:00:00Z' }] : [],
    keyCredentials: [],
  }))
  const principals = registered.map(({ id, appId, displayName }) => ({
    id: `principal-${id}`,
    appId,
    displayName,
    accountEnabled: true,
    appOwnerOrganizationId: 'home',
    servicePrincipalType: 'Application',
    passwordCredentials: [],
    keyCredentials: [],
  }))
  return { users, principals, registered }
}

function owned(list) {
  return list.map(({ id, appId, displayName }) => ({ id, appId, displayName, owners: [] }))
}

function registration({ id, userPrincipalName, displayName }, index) {
  return {
    id,
    userPrincipalName,
    userDisplayName: displayName,
    userType: 'member',
    isAdmin: index < 6,
    isMfaCapable: index % 7 !== 0,
    isMfaRegistered: index % 7 !== 0,
    methodsRegistered: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  }
}

function mailbox({ id, displayName, userPrincipalName }, index) {
  return {
    ExternalDirectoryObjectId: id,
    DisplayName: displayName,
    PrimarySmtpAddress: userPrincipalName,
    RecipientTypeDetails: index % 15 === 0 ? 'SharedMailbox' : 'UserMailbox',
    AuditEnabled: true,
    AuditLogAgeLimit: '90.00:00:00',
    ...(index % 20 === 0 ? { AuditAdmin: [], AuditDelegate: [], AuditOwner: [] } : ACTIONS),
  }
}

function group(index) {
  return {
    id: `group-${index}`,
    displayName: `Group ${index}`,
    groupTypes: index % 2 === 0 ? ['Unified'] : [],
    securityEnabled: index % 2 === 1,
    visibility: 'Private',
  }
}

function plans() {
  return ['AAD_PREMIUM_P2', 'ATP_ENTERPRISE', 'BI_AZURE_P2', 'INTUNE_A', 'EXCHANGE_S_ENTERPRISE'].map(
    (servicePlanName) => ({
      servicePlanName,
      provisioningStatus: 'Success',
    }),
  )
}

/** Every tenth policy excludes somebody, so that verdicts are not all alike. */
function policy(index, seed) {
  return {
    id: `policy-${seed}-${index}`,
    displayName: `Policy ${index}`,
    state: index % 4 === 3 ? 'enabledForReportingButNotEnforced' : 'enabled',
    conditions: {
      clientAppTypes: index === 0 ? ['exchangeActiveSync', 'other'] : ['all'],
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      users: {
        includeUsers: ['All'],
        excludeUsers: (index + seed) % 10 === 1 ? ['user-0-1'] : [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
      },
      userRiskLevels: index === 2 ? ['high'] : [],
      signInRiskLevels: index === 5 ? ['high'] : [],
    },
    grantControls: { operator: 'OR', builtInControls: [index % 2 === 0 ? 'block' : 'mfa'] },
    sessionControls: null,
  }
}
