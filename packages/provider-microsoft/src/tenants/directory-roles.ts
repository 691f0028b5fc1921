/**
 * Entra roles by the id of their template, as far as this plugin names them.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'
export const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'

const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
const SECURITY_ADMINISTRATOR = '194ae4cb-b126-40b2-bd5b-6091b380977d'
const SECURITY_READER = '5d6b6bb7-de71-4623-b4af-96380a352509'
const COMPLIANCE_ADMINISTRATOR = '17315797-102d-40b4-93e0-432062caca18'

/** Roles that Exchange honours for an app. https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 */
export const rolesOfExchange: readonly string[] = [
  EXCHANGE_ADMINISTRATOR,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  SECURITY_ADMINISTRATOR,
  SECURITY_READER,
  COMPLIANCE_ADMINISTRATOR,
  '31392ffb-586c-42d1-9346-e59415a2cc4e', // Exchange Recipient Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
]

/** Roles that Security & Compliance honours for an app, as the same page has them. */
export const rolesOfCompliance: readonly string[] = [
  COMPLIANCE_ADMINISTRATOR,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  SECURITY_ADMINISTRATOR,
  SECURITY_READER,
]

/** Roles with which an app may look at Teams. https://learn.microsoft.com/microsoftteams/using-admin-roles */
export const rolesOfTeams: readonly string[] = [
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  '69091246-20e8-4a56-aa4d-066075b2a7a8', // Teams Administrator
  'baf37b3a-610e-45da-9e62-d9d1e5e8914b', // Teams Communications Administrator
]
