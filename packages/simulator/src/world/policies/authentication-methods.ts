import { directoryTime } from '../directory.js'
import { pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete, completeObject } from './complete.js'
import { ALL_USERS, NOBODY } from './well-known.js'

const DAY = 86_400_000

/** Passkeys that are held to be good: two models of keys and Microsoft Authenticator on both platforms. */
const PASSKEYS = [
  'de1e552d-db1d-4423-a619-566b625cdc84',
  '90a3ccdf-635c-4729-a248-9b709135078f',
  'cb69481e-8ff7-4039-93ec-0a2729a154a8',
  'd8522d9f-575b-4866-88a9-ba99fa02f35b',
]

type Part = Record<string, unknown>

/** The policy with the configuration of every method inside, as Graph gives them. */
export function seedAuthenticationMethodsPolicy(tenant: Tenant): Entity[] {
  const { good } = tenant
  const target = { id: ALL_USERS, targetType: 'group' }
  return [
    {
      ...complete('authenticationMethodsPolicy', {
        id: 'authenticationMethodsPolicy',
        displayName: 'Authentication Methods Policy',
        description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant',
        lastModifiedDateTime: directoryTime(
          new Date(tenant.begunAt.getTime() - (20 + pick(300, tenant.id, 'methods')) * DAY),
        ),
        policyVersion: '1.5',
        policyMigrationState: good('authentication methods are migrated') ? 'migrationComplete' : 'migrationInProgress',
        registrationEnforcement: {
          authenticationMethodsRegistrationCampaign: {
            snoozeDurationInDays: 1,
            state: good('people are nudged to register') ? 'enabled' : 'default',
            excludeTargets: [],
            includeTargets: [{ ...target, targetedAuthenticationMethod: 'microsoftAuthenticator' }],
            enforceRegistrationAfterAllowedSnoozes: true,
          },
        },
        reportSuspiciousActivitySettings: {
          state: good('suspicious activity can be reported') ? 'enabled' : 'default',
          includeTarget: target,
          voiceReportingCode: 0,
        },
        systemCredentialPreferences: {
          state: good('the strongest method is preferred') ? 'enabled' : 'disabled',
          excludeTargets: [],
          includeTargets: [target],
        },
      }),
      authenticationMethodConfigurations: configurations(tenant),
    },
  ]
}

function configurations(tenant: Tenant): Part[] {
  const { good } = tenant
  const weak = good('weak authentication methods are off') ? 'disabled' : 'enabled'
  return [
    method('Fido2', 'fido2', good('passkeys are allowed') ? 'enabled' : 'disabled', fido2(tenant)),
    method(
      'MicrosoftAuthenticator',
      'microsoftAuthenticator',
      tenant.posture === 'poor' && !good('Microsoft Authenticator is allowed') ? 'disabled' : 'enabled',
      authenticator(tenant),
      { authenticationMode: 'any' },
    ),
    method('Sms', 'sms', weak, {}, { isUsableForSignIn: !good('nobody signs in with a text message alone') }),
    method(
      'TemporaryAccessPass',
      'temporaryAccessPass',
      good('temporary access passes are allowed') ? 'enabled' : 'disabled',
      {
        defaultLifetimeInMinutes: 60,
        defaultLength: 8,
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        isUsableOnce: good('temporary access passes work once'),
      },
    ),
    method('HardwareOath', 'hardwareOath', 'disabled', {}),
    method('SoftwareOath', 'softwareOath', good('software tokens are off') ? 'disabled' : 'enabled', {}),
    method('Voice', 'voice', weak, { isOfficePhoneAllowed: false }),
    method('Email', 'email', weak, { allowExternalIdToUseEmailOtp: 'default' }),
    method('X509Certificate', 'x509Certificate', 'disabled', certificates()),
    method('QRCodePin', 'qrCodePin', 'disabled', { standardQRCodeLifetimeInDays: 365, pinLength: 8 }),
  ]
}

function method(id: string, prefix: string, state: string, facts: Part, target: Part = {}): Part {
  const type = `${prefix}AuthenticationMethodConfiguration`
  return {
    '@odata.type': `#microsoft.graph.${type}`,
    ...completeObject(type, { id, state, excludeTargets: [], ...facts }),
    includeTargets: [{ targetType: 'group', id: ALL_USERS, isRegistrationRequired: false, ...target }],
  }
}

function fido2({ good }: Tenant): Part {
  const strict = good('only attested passkeys are allowed')
  return {
    isSelfServiceRegistrationAllowed: good('people register their own passkeys'),
    isAttestationEnforced: strict,
    keyRestrictions: { isEnforced: strict, enforcementType: 'allow', aaGuids: strict ? PASSKEYS : [] },
  }
}

function authenticator({ good }: Tenant): Part {
  const feature = (state: string) => ({
    state,
    includeTarget: { targetType: 'group', id: ALL_USERS },
    excludeTarget: { targetType: 'group', id: NOBODY },
  })
  const context = good('the Authenticator shows what asks') ? 'enabled' : 'default'
  return {
    isSoftwareOathEnabled: !good('the Authenticator gives no codes'),
    featureSettings: {
      displayAppInformationRequiredState: feature(context),
      displayLocationInformationRequiredState: feature(context),
      companionAppAllowedState: feature(good('the companion app is off') ? 'disabled' : 'default'),
      numberMatchingRequiredState: feature('enabled'),
    },
  }
}

/** https://learn.microsoft.com/entra/identity/authentication/concept-certificate-based-authentication */
function certificates(): Part {
  return {
    certificateUserBindings: [
      {
        x509CertificateField: 'PrincipalName',
        userProperty: 'onPremisesUserPrincipalName',
        priority: 1,
        trustAffinityLevel: 'low',
      },
    ],
    authenticationModeConfiguration: {
      x509CertificateAuthenticationDefaultMode: 'x509CertificateSingleFactor',
      x509CertificateDefaultRequiredAffinityLevel: 'low',
      rules: [],
    },
    issuerHintsConfiguration: { state: 'disabled' },
    crlValidationConfiguration: { state: 'disabled', exemptedCertificateAuthoritiesSubjectKeyIdentifiers: [] },
    certificateAuthorityScopes: [],
  }
}
