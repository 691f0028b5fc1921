import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { STRENGTHS } from './well-known.js'

/** https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths#built-in-authentication-strengths */
const PHISHING_RESISTANT = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']
const PASSWORDLESS = [...PHISHING_RESISTANT, 'deviceBasedPush']
const MULTIFACTOR = [
  ...PASSWORDLESS,
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'password,microsoftAuthenticatorPush',
  'password,softwareOath',
  'password,hardwareOath',
  'password,sms',
  'password,voice',
  'federatedMultiFactor',
  'microsoftAuthenticatorPush,federatedSingleFactor',
  'softwareOath,federatedSingleFactor',
  'hardwareOath,federatedSingleFactor',
  'sms,federatedSingleFactor',
  'voice,federatedSingleFactor',
]

const MADE = '2021-12-01T00:00:00Z'

export function seedAuthenticationStrengths(tenant: Tenant): Entity[] {
  const builtIn = (id: string, displayName: string, description: string, allowedCombinations: string[]) =>
    complete('authenticationStrengthPolicy', {
      id,
      displayName,
      description,
      allowedCombinations,
      policyType: 'builtIn',
      requirementsSatisfied: 'mfa',
      createdDateTime: MADE,
      modifiedDateTime: MADE,
    })
  const { multifactor, passwordless, phishingResistant } = STRENGTHS
  return [
    builtIn(
      multifactor,
      'Multifactor authentication',
      'Combinations of methods that satisfy strong authentication, such as a password and an SMS',
      MULTIFACTOR,
    ),
    builtIn(
      passwordless,
      'Passwordless MFA',
      'Passwordless methods that satisfy strong authentication, such as Passwordless sign-in with the Microsoft Authenticator',
      PASSWORDLESS,
    ),
    builtIn(
      phishingResistant,
      'Phishing-resistant MFA',
      'Phishing-resistant, passwordless methods for the strongest authentication, such as a FIDO2 security key',
      PHISHING_RESISTANT,
    ),
    ...(tenant.headcount.users > 50
      ? [
          complete('authenticationStrengthPolicy', {
            id: guid(tenant.id, 'authentication strength', 'onboarding'),
            displayName: 'Onboarding and recovery',
            description: 'Phishing-resistant methods, or a pass for the first day',
            allowedCombinations: [...PHISHING_RESISTANT, 'temporaryAccessPassOneTime'],
            policyType: 'custom',
            requirementsSatisfied: 'mfa',
            createdDateTime: '2024-02-12T09:30:00Z',
            modifiedDateTime: '2024-02-12T09:30:00Z',
          }),
        ]
      : []),
  ]
}

export function seedAuthenticationContexts(tenant: Tenant): Entity[] {
  if (!tenant.good('authentication contexts are used')) return []
  const context = (id: string, displayName: string, description: string, isAvailable: boolean) =>
    complete('authenticationContextClassReference', { id, displayName, description, isAvailable })
  return [
    context('c1', 'Sensitive sites', 'A phishing-resistant sign-in for SharePoint sites with sensitive content', true),
    context('c2', 'Privileged role activation', 'Asked for when a privileged role is activated', true),
    context('c3', 'Trial', 'Not published yet', false),
  ]
}
