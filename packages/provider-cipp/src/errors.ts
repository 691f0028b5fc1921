import { type DeclaredError, defineError } from '@tenantry/core'

const DOCS = 'https://docs.cipp.app/api-documentation/setup-and-authentication'

/** The API client's app registration exposes no API under its own name. */
export const identifierMissing = defineError({
  code: 'cipp_identifier_missing',
  status: 422,
  title: 'The API client exposes no API',
  why: (p: { clientId: string }) =>
    `The app registration of the API client has no Application ID URI “api://${p.clientId}”, so no token for it can be had.`,
  fix: () => 'In CIPP choose Repair for this API client, or set the URI under Expose an API of its app registration.',
  health: 'authenticationError',
  learnMore: DOCS,
  example: { clientId: '11111111-2222-3333-4444-555555555555' },
})

/** The address leads people to CIPP, not programs. */
export const notTheApi = defineError({
  code: 'cipp_not_the_api',
  status: 422,
  title: 'This is not the address of CIPP’s API',
  why: (p: { host: string; what: string }) => `${p.host} answered with ${p.what}: it is a web page, not the API.`,
  fix: () =>
    'Copy the API URL from CIPP › Integrations › CIPP-API. It often ends in azurewebsites.net and differs from the address that technicians open.',
  health: 'authenticationError',
  learnMore: DOCS,
  example: { host: 'cipp.contoso.example', what: 'a redirect to a sign-in page' },
})

/** The front door of CIPP does not take the token. */
export const clientNotLetIn = defineError({
  code: 'cipp_client_not_let_in',
  status: 422,
  title: 'CIPP does not let this client in',
  why: (p: { host: string }) =>
    `${p.host} does not accept tokens of this client: it is not enabled, its Azure configuration was not saved or is still spreading, or this CIPP belongs to another tenant.`,
  fix: () =>
    'In CIPP enable the API client and choose Save Azure Configuration, wait up to 15 minutes, then test again.',
  health: 'authenticationError',
  learnMore: DOCS,
  example: { host: 'cipp-contoso.azurewebsites.net' },
})

/** The front door knows the token and has this client on no list. */
export const clientNotOnList = defineError({
  code: 'cipp_client_not_on_list',
  status: 422,
  title: 'This client is not on CIPP’s list',
  why: (p: { host: string }) => `${p.host} accepts the token, but its list of allowed applications lacks this client.`,
  fix: () => 'In CIPP choose Save Azure Configuration, wait up to 15 minutes, then test again.',
  health: 'authenticationError',
  learnMore: DOCS,
  example: { host: 'cipp-contoso.azurewebsites.net' },
})

/** CIPP says “permission” and means the address of this server. */
export const addressRefused = defineError({
  code: 'cipp_address_refused',
  status: 422,
  title: 'CIPP does not accept this server’s address',
  why: () => 'The API client is limited to IP ranges, and the address that this server calls from is in none of them.',
  fix: () => 'Add the public address of this server to the IP ranges of the API client in CIPP.',
  health: 'authenticationError',
  example: {},
})

/** The API client has no role that CIPP knows. */
export const roleUnknown = defineError({
  code: 'cipp_role_unknown',
  status: 422,
  title: 'The API client has no working role',
  why: () => 'The role of the API client does not exist in CIPP, or has no permissions at all.',
  fix: () => 'Give the API client the role editor or admin in CIPP, or a custom role that exists.',
  health: 'authenticationError',
  example: {},
})

/** One of CIPP's own roles does not reach as far. */
export const roleTooWeak = defineError({
  code: 'cipp_role_too_weak',
  status: 409,
  title: 'The role of the API client is too weak',
  why: (p: { role: string; permission: string }) =>
    `The API client has the role “${p.role}”, which does not include ${p.permission}.`,
  fix: () => 'Give the API client the role editor or admin in CIPP; changing roles takes effect at once.',
  health: 'permissionError',
  example: { role: 'readonly', permission: 'Tenant.Application.ReadWrite' },
})

/** A custom role lacks one permission. */
export const customRoleLacks = defineError({
  code: 'cipp_permission_missing',
  status: 409,
  title: 'The custom role lacks a permission',
  why: (p: { permission: string }) => `The custom role of the API client does not include ${p.permission}.`,
  fix: (p) => `Add ${p.permission} to the custom role in CIPP, or give the API client the role editor.`,
  health: 'permissionError',
  example: { permission: 'Exchange.Mailbox.ReadWrite' },
})

/** A custom role rules a function out by name. */
export const functionBlocked = defineError({
  code: 'cipp_function_blocked',
  status: 409,
  title: 'The custom role blocks a function',
  why: (p: { role: string; name: string }) => `The custom role “${p.role}” of the API client blocks ${p.name}.`,
  fix: (p) => `Take ${p.name} off the blocked endpoints of the role in CIPP.`,
  health: 'permissionError',
  example: { role: 'onboarding', name: 'ExecAddMultiTenantApp' },
})

/** A custom role is limited to other tenants. */
export const tenantOutOfScope = defineError({
  code: 'cipp_tenant_out_of_scope',
  status: 409,
  title: 'The role does not cover this tenant',
  why: () => 'The custom role of the API client is limited to some tenants, and this one is not among them.',
  fix: () => 'Add the tenant to the allowed tenants of the role in CIPP.',
  example: {},
})

/** A function app that only works in the background for another. */
export const backgroundApp = defineError({
  code: 'cipp_background_app',
  status: 422,
  title: 'This is a helper of CIPP, not CIPP',
  why: (p: { host: string }) => `${p.host} works in the background for another function app and takes no API calls.`,
  fix: () => 'Enter the API URL that CIPP › Integrations › CIPP-API shows: that of the main function app.',
  health: 'authenticationError',
  example: { host: 'cipp-contoso-proc.azurewebsites.net' },
})

/** A hosted CIPP was not paid for. */
export const subscriptionEnded = defineError({
  code: 'cipp_subscription_ended',
  status: 422,
  title: 'The CIPP subscription has ended',
  why: () => 'This hosted CIPP is suspended, since its subscription has ended.',
  fix: () => 'Renew the subscription of CIPP, then test again.',
  health: 'authenticationError',
  example: {},
})

/** A function that this version of CIPP does not have. */
export const functionUnknown = defineError({
  code: 'cipp_function_unknown',
  status: 422,
  title: 'This version of CIPP is too old',
  why: (p: { name: string }) => `This CIPP does not know the function ${p.name}.`,
  fix: () => 'Update CIPP, both its front end and its API, then test again.',
  health: 'serviceError',
  example: { name: 'ListExoRequest' },
})

/** A function that the operator of CIPP switched off. */
export const functionOff = defineError({
  code: 'cipp_function_off',
  status: 409,
  title: 'A function is switched off in CIPP',
  why: (p: { name: string; reason: string }) => `${p.name} is switched off: ${p.reason.replace(/[.\s]+$/, '')}.`,
  fix: () => 'Switch the feature on in CIPP, if it can be; otherwise go on without it.',
  health: 'serviceError',
  example: { name: 'ExecBPA', reason: 'it was replaced by tests' },
})

/** CIPP answers, and cannot do its own work. */
export const cippBroken = defineError({
  code: 'cipp_broken',
  status: 503,
  title: 'CIPP itself is out of order',
  why: (p: { reason: string }) => `CIPP cannot work with its own partner tenant: ${p.reason.replace(/[.\s]+$/, '')}.`,
  fix: () => 'Open CIPP, run the permission check in its settings, and sign its service account in again.',
  health: 'serviceError',
  example: { reason: 'Failed to retrieve tenants: the refresh token has expired' },
})

/** CIPP's own app has lost its consent in a tenant. */
export const refreshNeeded = defineError({
  code: 'cipp_refresh_needed',
  status: 409,
  title: 'CIPP’s own permissions need a refresh',
  why: (p: { tenant: string }) => `CIPP’s own app has no consent in ${p.tenant}, so CIPP cannot act there.`,
  fix: () => 'Ask CIPP to refresh its permissions in this tenant; it does so by itself every night at 00:00 UTC.',
  health: 'permissionError',
  example: { tenant: 'Contoso' },
})

/** CIPP's service account may not sign in without a person. */
export const accountSignIn = defineError({
  code: 'cipp_account_sign_in',
  status: 409,
  title: 'CIPP’s service account must sign in again',
  why: (p: { tenant: string; code: string }) =>
    `Microsoft asks the service account of CIPP for another sign-in before it may act in ${p.tenant} (${p.code}).`,
  fix: () => 'In CIPP, refresh the sign-in of the service account with multi-factor authentication (Setup Wizard).',
  health: 'permissionError',
  example: { tenant: 'Contoso', code: 'AADSTS50076' },
})

/** The delegated rights of CIPP's account do not reach to Exchange. */
export const exchangeRoleMissing = defineError({
  code: 'cipp_exchange_role_missing',
  status: 409,
  title: 'CIPP may not administer Exchange there',
  why: (p: { tenant: string; role?: string }) =>
    `The relationship (GDAP) through which CIPP acts in ${p.tenant} does not give it the role ${p.role ?? 'Exchange Administrator'}.`,
  fix: (p) =>
    `Add ${p.role ?? 'Exchange Administrator'} to the relationship and to the group of CIPP’s service account, or assign the role to our app in that tenant.`,
  health: 'permissionError',
  example: { tenant: 'Contoso' },
})

/** Errors that only this provider knows. */
export const errors: readonly DeclaredError[] = [
  identifierMissing,
  notTheApi,
  clientNotLetIn,
  clientNotOnList,
  addressRefused,
  roleUnknown,
  roleTooWeak,
  customRoleLacks,
  functionBlocked,
  tenantOutOfScope,
  backgroundApp,
  subscriptionEnded,
  functionUnknown,
  functionOff,
  cippBroken,
  refreshNeeded,
  accountSignIn,
  exchangeRoleMissing,
]
