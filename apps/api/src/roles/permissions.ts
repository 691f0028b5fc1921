/** Everything that may be allowed inside an organization, each with what it lets a person do. */
export const permissions = {
  'organization:read': 'See the organization’s name and kind',
  'organization:write': 'Rename the organization and change its kind',
  'members:read': 'See who belongs to the organization and with which role',
  'members:write': 'Invite and remove people and change their roles',
  'personalData:read': 'See e-mail addresses and when people were last here',
  'apiKeys:read': 'See which API keys exist',
  'apiKeys:write': 'Create and revoke API keys',
  'audit:read': 'Read, verify and export the audit log',
  'integrations:read': 'See which providers there are and how they are set up',
  'integrations:write': 'Switch providers on and off',
  'connections:read': 'See connections, their permissions and their integration log',
  'connections:write': 'Create, change, disable and disconnect connections, and replace their credentials',
  'connections:test': 'Test connections and refresh their data',
  'tenants:read': 'See tenants and how far their onboarding is',
  'tenants:write': 'List tenants anew, change what is noted about them, and ask for consent',
  'notifications:read': 'See notices and which rules send them on',
  'notifications:write': 'Change the mail server and the rules that send notices on',
  'tenants:bulkConsent': 'Have a provider consent in many tenants at once',
  'compliance:read': 'See results, evidence, snapshots and reports',
  'compliance:run': 'Take snapshots and run assessments',
  'compliance:write': 'Change parameters, schedules and questions, attest, and ask for exceptions',
  'compliance:approve': 'Approve and end exceptions',
  'health:read': 'See the health of connections and its history',
} as const

/** The name of a permission. */
export type Permission = keyof typeof permissions

/** Every permission, in the order people are shown them. */
export const permissionNames = Object.keys(permissions) as Permission[]
