/**
 * Entra roles by the id of their template, as far as this plugin names them.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'
export const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'

/** Roles that Exchange honours for an app. https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 */
export const rolesOfExchange: readonly string[] = [
  EXCHANGE_ADMINISTRATOR,
  GLOBAL_ADMINISTRATOR,
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451', // Global Reader
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  '5d6b6bb7-de71-4623-b4af-96380a352509', // Security Reader
  '17315797-102d-40b4-93e0-432062caca18', // Compliance Administrator
  '31392ffb-586c-42d1-9346-e59415a2cc4e', // Exchange Recipient Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
]
