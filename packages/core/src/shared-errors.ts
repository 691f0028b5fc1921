import { defineError, type DeclaredError } from './errors.js'

/** The value given as secret is not accepted. */
export const secretInvalid = defineError({
  code: 'secret_invalid',
  status: 422,
  title: 'The secret is wrong',
  why: (p: { clientId: string }) =>
    `The identity service knows the app ${p.clientId} but does not accept this secret for it.`,
  fix: () =>
    'Copy the secret’s Value (not its Secret ID) from the same app, or create a new secret and paste that value.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555' },
})

/** The secret was right once and its time is over. */
export const secretExpired = defineError({
  code: 'secret_expired',
  status: 422,
  title: 'The secret has expired',
  why: (p: { clientId: string; expiredAt?: string }) =>
    `The secret of the app ${p.clientId} expired${p.expiredAt ? ` on ${p.expiredAt.slice(0, 10)}` : ''}.`,
  fix: () => 'Create a new secret in the app registration and enter it with Update credentials.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555', expiredAt: '2026-11-01T00:00:00Z' },
})

/** A certificate or assertion is not accepted. */
export const certificateInvalid = defineError({
  code: 'certificate_invalid',
  status: 422,
  title: 'The certificate is not accepted',
  why: (p: { clientId: string }) => `The app ${p.clientId} has no key that matches this certificate’s signature.`,
  fix: () => 'Upload exactly this certificate to the app registration, and check that this server’s clock is right.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555' },
})

/** The tenant id or domain names nothing. */
export const tenantNotFound = defineError({
  code: 'tenant_not_found',
  status: 422,
  title: 'The tenant does not exist',
  why: (p: { tenant: string }) => `No tenant “${p.tenant}” exists in this cloud.`,
  fix: () => 'Check the tenant ID for typing errors, and that the right cloud is chosen.',
  health: 'authenticationError',
  example: { tenant: 'contoso.example' },
})

/** The client id names no app that this tenant knows. */
export const appNotFound = defineError({
  code: 'app_not_found',
  status: 422,
  title: 'The app is unknown in this tenant',
  why: (p: { clientId: string; tenant: string; multiTenant?: boolean }) =>
    p.multiTenant
      ? `The tenant ${p.tenant} does not know the app ${p.clientId}: it was never consented to there, or it is registered for one tenant only.`
      : `The tenant ${p.tenant} does not know the app ${p.clientId}: the client ID is wrong, or the app is registered in another tenant.`,
  fix: (p) =>
    p.multiTenant
      ? 'Register the app for accounts in any organizational directory, then grant admin consent in this tenant.'
      : 'Compare both IDs with the Overview page of the app registration.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555', tenant: 'contoso.example', multiTenant: false },
})

/** The app exists, and someone switched off its sign-in. */
export const appDisabled = defineError({
  code: 'app_disabled',
  status: 422,
  title: 'The app is switched off in this tenant',
  why: (p: { clientId: string; tenant: string }) => `Sign-in of the app ${p.clientId} is disabled in ${p.tenant}.`,
  fix: () => 'Open the enterprise application in that tenant and set “Enabled for users to sign in” to Yes.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555', tenant: 'contoso.example' },
})

/** Nobody has consented to the app in this tenant. */
export const consentMissing = defineError({
  code: 'consent_missing',
  status: 409,
  title: 'Admin consent is missing',
  why: (p: { tenant: string }) =>
    `Nobody has granted this app admin consent in ${p.tenant}, so it has no identity there.`,
  fix: (p) =>
    `Have a Global Administrator or Privileged Role Administrator of ${p.tenant} grant admin consent, then test again.`,
  health: 'authenticationError',
  example: { tenant: 'contoso.example' },
})

/** A sign-in policy of the tenant refuses this app or this address. */
export const blockedByPolicy = defineError({
  code: 'blocked_by_policy',
  status: 422,
  title: 'A sign-in policy blocks this app',
  why: (p: { tenant: string }) => `A Conditional Access or security policy of ${p.tenant} refused the sign-in.`,
  fix: () => 'Exclude this app from the policy, or allow this server’s address in it.',
  health: 'authenticationError',
  example: { tenant: 'contoso.example' },
})

/** The identity service refused for a reason not in the catalogue. */
export const authenticationRefused = defineError({
  code: 'authentication_refused',
  status: 422,
  title: 'Sign-in was refused',
  why: (p: { providerCode: string }) => `The identity service refused the sign-in with code ${p.providerCode}.`,
  fix: () => 'Look the code up at the provider, with the request ID from the details.',
  health: 'authenticationError',
  example: { providerCode: 'AADSTS9999999' },
})

/** A permission that a feature needs is not granted. */
export const permissionMissing = defineError({
  code: 'permission_missing',
  status: 409,
  title: 'A permission is missing',
  why: (p: { permissions: readonly string[]; tenant: string; fix?: string }) =>
    p.permissions.length === 1
      ? `${p.tenant} has not granted ${p.permissions[0]}.`
      : `${p.tenant} has not granted ${p.permissions.length} permissions: ${p.permissions.join(', ')}.`,
  fix: (p) =>
    p.fix ??
    `Add ${p.permissions.length === 1 ? 'it' : 'them'} to the app registration and grant admin consent again, or switch off the features that need ${p.permissions.length === 1 ? 'it' : 'them'}.`,
  health: 'permissionError',
  example: { permissions: ['User.Read.All'], tenant: 'Contoso' },
})

/** The permission is in the token and the service does not honour it yet. */
export const permissionPropagating = defineError({
  code: 'permission_propagating',
  status: 409,
  title: 'A new permission is still spreading',
  why: (p: { permission: string; tenant: string }) =>
    `${p.permission} is granted in ${p.tenant}, but the service does not accept it yet.`,
  fix: () => 'Wait: this usually takes 30 minutes to 2 hours after a grant. The check repeats by itself.',
  health: 'permissionError',
  retryable: true,
  example: { permission: 'User.Read.All', tenant: 'Contoso' },
})

/** An administrator was asked for consent and said no, or may not say yes. */
export const consentRefused = defineError({
  code: 'consent_refused',
  status: 409,
  title: 'Consent was not given',
  why: (p: { tenant: string; reason: string }) =>
    `The consent page of ${p.tenant} came back without consent: ${p.reason}.`,
  fix: () => 'Ask again with an administrator who may consent, or hand the link to the customer’s administrator.',
  example: { tenant: 'Contoso', reason: 'the administrator declined' },
})

/** The app may sign in to a service and holds no role there. */
export const roleMissing = defineError({
  code: 'role_missing',
  status: 409,
  title: 'A role is missing',
  why: (p: { role: string; tenant: string }) => `Our app does not hold the role ${p.role} in ${p.tenant}.`,
  fix: (p) => `Assign ${p.role} to the app in that tenant, then verify again.`,
  health: 'permissionError',
  example: { role: 'Exchange Administrator', tenant: 'Contoso' },
})

/** The role is assigned and the service does not honour it yet. */
export const rolePropagating = defineError({
  code: 'role_propagating',
  status: 409,
  title: 'A new role is still spreading',
  why: (p: { role: string; tenant: string }) =>
    `${p.role} is assigned in ${p.tenant}, but the service does not accept it yet.`,
  fix: () => 'Wait: this usually takes 30 minutes to 2 hours. The check repeats by itself.',
  health: 'permissionError',
  retryable: true,
  example: { role: 'Exchange Administrator', tenant: 'Contoso' },
})

/** The tenant does not have the service at all, which is no failure. */
export const serviceAbsent = defineError({
  code: 'service_absent',
  status: 409,
  title: 'The tenant does not have this service',
  why: (p: { service: string; tenant: string }) => `${p.tenant} has no licence with ${p.service}.`,
  fix: (p) => `Nothing to do, unless ${p.service} is expected there: then look at the tenant’s licences.`,
  example: { service: 'Exchange', tenant: 'Contoso' },
})

/** A provider that acts for us does not look after this tenant. */
export const tenantNotManaged = defineError({
  code: 'tenant_not_managed',
  status: 409,
  title: 'The tenant is not managed there',
  why: (p: { provider: string; tenant: string; reason: string }) =>
    `${p.provider} does not reach ${p.tenant}: ${p.reason}.`,
  fix: (p) => `Bring the tenant into ${p.provider}, or do this step in the tenant itself.`,
  example: { provider: 'The partner portal', tenant: 'Contoso', reason: 'it is not in its list of tenants' },
})

/** The tenant has no licence for what was asked. Says nothing about the connection's health. */
export const licenceMissing = defineError({
  code: 'licence_missing',
  status: 409,
  title: 'A licence is missing',
  why: (p: { feature: string; licence: string }) => `${p.feature} needs ${p.licence}, which this tenant does not have.`,
  fix: (p) => `Buy ${p.licence} for the tenant, or go on without this feature: everything else keeps working.`,
  example: { feature: 'Sign-in activity', licence: 'Microsoft Entra ID P1' },
})

/** The provider understood what was asked, and says no. */
export const requestRefused = defineError({
  code: 'request_refused',
  status: 409,
  title: 'The provider refused',
  why: (p: { service: string; reason: string }) => `${p.service} says: ${p.reason.trim().replace(/[.\s]+$/, '')}.`,
  fix: () => 'Mend what it names, or look at the object at the provider, and ask again.',
  example: { service: 'Exchange', reason: 'The address info@contoso.example is already in use' },
})

/** The provider says that a change was made, and a second read does not show it. */
export const changeUnconfirmed = defineError({
  code: 'change_unconfirmed',
  status: 502,
  title: 'The change does not show',
  why: (p: { service: string; change: string }) =>
    `${p.service} accepted the change “${p.change}”, but a second read does not show it.`,
  fix: () => 'Look again in a few minutes; if it still does not show, look at the provider’s own log and ask again.',
  example: { service: 'Exchange', change: 'Let Adele send as info@contoso.example' },
})

/** The provider asks us to wait. */
export const throttled = defineError({
  code: 'throttled',
  status: 503,
  title: 'The provider asks us to slow down',
  why: (p: { seconds?: number }) =>
    p.seconds === undefined
      ? 'Too many requests were sent; the provider gave no waiting time.'
      : `Too many requests were sent; the provider asks for ${p.seconds} s of silence.`,
  fix: () => 'Nothing to do: calls resume by themselves after the wait.',
  retryable: true,
  example: { seconds: 30 },
})

/** The provider answers with a server error. */
export const serviceUnavailable = defineError({
  code: 'service_unavailable',
  status: 503,
  title: 'The provider has a problem',
  why: (p: { service: string; status?: number }) =>
    `${p.service} answered ${p.status === undefined ? 'with an error of its own' : `with status ${p.status}`}.`,
  fix: () => 'Nothing to do here: we try again by ourselves. See the provider’s service health page if it lasts.',
  health: 'serviceError',
  retryable: true,
  example: { service: 'graph.microsoft.com', status: 503 },
})

/** No connection could be made, or it broke. */
export const notReachable = defineError({
  code: 'not_reachable',
  status: 503,
  title: 'The provider cannot be reached',
  why: (p: { service: string; reason: string }) => `The connection to ${p.service} failed: ${p.reason}.`,
  fix: () => 'Check that this server may reach that host (proxy, firewall, DNS). We try again by ourselves.',
  health: 'serviceError',
  retryable: true,
  example: { service: 'graph.microsoft.com', reason: 'connection reset' },
})

/** The name leads to this machine or into a private network, where no provider is. */
export const addressForbidden = defineError({
  code: 'address_forbidden',
  status: 422,
  title: 'This address is not public',
  why: (p: { host: string }) => `${p.host} does not lead to the public internet, so nothing was sent there.`,
  fix: () => 'Enter the public address of the service; addresses of this machine and of private networks are refused.',
  health: 'serviceError',
  example: { host: 'intranet.contoso.example' },
})

/** No name server would say what a name leads to; that is not the same as a name that does not exist. */
export const nameUnanswered = defineError({
  code: 'name_unanswered',
  status: 503,
  title: 'The domain name system does not answer',
  why: (p: { name: string; reason: string }) => `No name server would answer for ${p.name}: ${p.reason}.`,
  fix: () =>
    'Check that this server may ask its name servers, and that those of the domain work. We try again by ourselves.',
  health: 'serviceError',
  retryable: true,
  example: { name: '_dmarc.contoso.example', reason: 'SERVFAIL' },
})

/** The provider took longer than the deadline. */
export const timedOut = defineError({
  code: 'timed_out',
  status: 503,
  title: 'The provider did not answer in time',
  why: (p: { service: string; seconds: number }) => `${p.service} gave no complete answer within ${p.seconds} s.`,
  fix: () => 'Nothing to do here: we try again by ourselves.',
  health: 'serviceError',
  retryable: true,
  example: { service: 'graph.microsoft.com', seconds: 30 },
})

/** The provider answered with something that is not what its interface promises. */
export const unexpectedAnswer = defineError({
  code: 'unexpected_answer',
  status: 502,
  title: 'The provider’s answer makes no sense',
  why: (p: { service: string; what: string }) => `${p.service} answered with ${p.what}.`,
  fix: () =>
    'Often a proxy or captive portal between this server and the provider: check what answers on that address.',
  health: 'serviceError',
  retryable: true,
  example: { service: 'graph.microsoft.com', what: 'a web page instead of data' },
})

/** The work was called off. */
export const cancelled = defineError({
  code: 'cancelled',
  status: 499,
  title: 'The work was cancelled',
  why: () => 'It was cancelled before it finished.',
  fix: () => 'Start it again if it is still needed.',
  retryable: true,
  example: {},
})

/** The plugin tried a call that it declared it never makes, or a host it did not declare. */
export const callForbidden = defineError({
  code: 'call_forbidden',
  status: 500,
  title: 'A forbidden call was stopped',
  why: (p: { operation: string; reason: string }) => `${p.operation} was not sent: ${p.reason}.`,
  fix: () => 'This is a fault of the plugin: report it with this message.',
  example: { operation: 'GET graph.microsoft.com/v1.0/users/{id}/messages', reason: 'mail content is never read' },
})

/** The plugin's own code failed. */
export const pluginFault = defineError({
  code: 'plugin_fault',
  status: 502,
  title: 'The plugin has a fault',
  why: (p: { plugin: string }) => `The code of ${p.plugin} failed in a way it does not explain.`,
  fix: () => 'Report it to the author of the plugin; the log has the details. Other connections are not affected.',
  health: 'serviceError',
  example: { plugin: 'Example provider' },
})

/** Every shared error, in the order of the catalogue. */
export const sharedErrors: readonly DeclaredError[] = [
  secretInvalid,
  secretExpired,
  certificateInvalid,
  tenantNotFound,
  appNotFound,
  appDisabled,
  consentMissing,
  blockedByPolicy,
  authenticationRefused,
  permissionMissing,
  permissionPropagating,
  consentRefused,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  tenantNotManaged,
  licenceMissing,
  requestRefused,
  changeUnconfirmed,
  throttled,
  serviceUnavailable,
  notReachable,
  addressForbidden,
  nameUnanswered,
  timedOut,
  unexpectedAnswer,
  cancelled,
  callForbidden,
  pluginFault,
]
