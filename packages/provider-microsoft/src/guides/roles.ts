import type { SetupRole } from '@tenantry/core'

/** Entra and Partner Center roles that the setup guides name. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const roles: readonly SetupRole[] = [
  { id: 'applicationDeveloper', name: 'Application Developer', note: 'Entra role' },
  { id: 'cloudApplicationAdministrator', name: 'Cloud Application Administrator', note: 'Entra role' },
  { id: 'applicationAdministrator', name: 'Application Administrator', note: 'Entra role' },
  { id: 'privilegedRoleAdministrator', name: 'Privileged Role Administrator', note: 'Entra role' },
  { id: 'globalAdministrator', name: 'Global Administrator', note: 'Entra role' },
  { id: 'partnerCenterAdministrator', name: 'Admin agent with user management', note: 'Partner Center' },
  { id: 'tenantryAdmin', name: 'Admin or owner', note: 'this organization in Tenantry' },
]

/** Who may register apps and add credentials to them. */
export const mayRegister = {
  enough: ['applicationDeveloper', 'cloudApplicationAdministrator', 'applicationAdministrator', 'globalAdministrator'],
}

/** Who may consent to application permissions of Microsoft Graph. https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent */
export const mayConsent = {
  enough: ['privilegedRoleAdministrator', 'globalAdministrator'],
  notEnough: ['cloudApplicationAdministrator', 'applicationAdministrator'],
}

/** Who may assign a directory role. https://learn.microsoft.com/entra/identity/role-based-access-control/manage-roles-portal */
export const mayAssignRoles = { enough: ['privilegedRoleAdministrator', 'globalAdministrator'] }

export const mayConnect = { enough: ['tenantryAdmin'] }
