import type { Authentication } from './authentication.js'
import type { Entity, Tenant } from './model.js'

/** Methods by the names of the registration report. https://learn.microsoft.com/graph/api/resources/userregistrationdetails */
const REPORTED: Record<string, string> = {
  phone: 'mobilePhone',
  microsoftAuthenticator: 'microsoftAuthenticatorPush',
  softwareOath: 'softwareOneTimePasscode',
  fido2: 'passKeyDeviceBound',
  windowsHelloForBusiness: 'windowsHelloForBusiness',
  email: 'email',
  temporaryAccessPass: 'temporaryAccessPass',
  platformCredential: 'macOsSecureEnclaveKey',
}

const PASSWORDLESS = ['passKeyDeviceBound', 'windowsHelloForBusiness', 'macOsSecureEnclaveKey']

/** What a method is called among its kind: `phone` of `#microsoft.graph.phoneAuthenticationMethod`. */
export function kindOf(method: Record<string, unknown>): string {
  return String(method['@odata.type']).slice('#microsoft.graph.'.length, -'AuthenticationMethod'.length)
}

/** What a user has registered, worked out daily from their methods. */
export function registrationDetails(
  tenant: Tenant,
  user: Entity,
  authentication: Authentication,
  facts: { isAdmin: boolean; at: string },
): Entity {
  const methodsRegistered = authentication.methods.flatMap((method) => REPORTED[kindOf(method)] ?? [])
  const second = methodsRegistered.filter((name) => name !== 'email')
  const isMfaRegistered = second.length > 0
  const isSsprRegistered = methodsRegistered.length > 0
  const isSsprEnabled = tenant.good('people reset their passwords themselves')
  const preferSystem = tenant.good('the strongest method is preferred')
  return {
    id: user.id,
    defaultMfaMethod: DEFAULTS[authentication.preferred] ?? 'none',
    isAdmin: facts.isAdmin,
    isMfaCapable: isMfaRegistered,
    isMfaRegistered,
    isPasswordlessCapable: methodsRegistered.some((name) => PASSWORDLESS.includes(name)),
    isSsprCapable: isSsprEnabled && isSsprRegistered,
    isSsprEnabled,
    isSsprRegistered,
    isSystemPreferredAuthenticationMethodEnabled: preferSystem,
    lastUpdatedDateTime: facts.at,
    methodsRegistered,
    systemPreferredAuthenticationMethods: preferSystem && isMfaRegistered ? [systemPreferred(second)] : [],
    userDisplayName: user['displayName'],
    userPreferredMethodForSecondaryAuthentication: authentication.preferred,
    userPrincipalName: user['userPrincipalName'],
    userType: user['userType'] === 'Guest' ? 'guest' : 'member',
  }
}

const DEFAULTS: Record<string, string> = {
  push: 'microsoftAuthenticatorPush',
  oath: 'softwareOneTimePasscode',
  sms: 'mobilePhone',
  voiceMobile: 'mobilePhone',
  voiceAlternateMobile: 'alternateMobilePhone',
  voiceOffice: 'officePhone',
}

function systemPreferred(registered: readonly string[]): string {
  if (registered.some((name) => PASSWORDLESS.includes(name))) return 'Fido2'
  return registered.includes('microsoftAuthenticatorPush') ? 'PhoneAppNotification' : 'OneWaySms'
}
