import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { membersOf } from './wording.js'

/** Stands for the authentication strength of a policy among the controls that it grants access by. */
export const STRENGTH = 'authenticationStrength'

/** What resists phishing. https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths */
const PHISHING_RESISTANT = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']

const MULTI_FACTOR_ALONE = [
  ...PHISHING_RESISTANT,
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'federatedMultiFactor',
]

const FIRST_FACTORS = ['password', 'federatedSingleFactor']

const SECOND_FACTORS = [
  'microsoftAuthenticatorPush',
  'softwareOath',
  'hardwareOath',
  'sms',
  'voice',
  'x509CertificateSingleFactor',
]

export function blocks(policy: ConditionalAccessPolicy): boolean {
  return asksFor(policy, 'block')
}

export function asksFor({ grantControls }: ConditionalAccessPolicy, control: string): boolean {
  return grantControls?.builtInControls.includes(control) ?? false
}

/** Everything that a policy grants access by. */
export function grantsOf({ grantControls }: ConditionalAccessPolicy): string[] {
  if (!grantControls) return []
  return [
    ...grantControls.builtInControls,
    ...(grantControls.authenticationStrength ? [STRENGTH] : []),
    ...(grantControls.customAuthenticationFactors.length > 0 ? ['customAuthenticationFactors'] : []),
    ...(grantControls.termsOfUse.length > 0 ? ['termsOfUse'] : []),
  ]
}

const CONTROL_NAMES: Readonly<Record<string, string>> = {
  mfa: 'a second factor',
  compliantDevice: 'a compliant device',
  domainJoinedDevice: 'a hybrid joined device',
  approvedApplication: 'an approved app',
  compliantApplication: 'a protected app',
  passwordChange: 'a new password',
  [STRENGTH]: 'an authentication strength',
  termsOfUse: 'terms of use',
  customAuthenticationFactors: 'a custom control',
}

/** What people call a control that access is granted by. */
export function controlName(control: string): string {
  return CONTROL_NAMES[control] ?? control
}

/** What people may do instead of all that is accepted. Only `AND` makes every control count. */
export function waysAround(policy: ConditionalAccessPolicy, accepted: readonly string[]): string[] {
  if (policy.grantControls?.operator === 'AND') return []
  return grantsOf(policy).filter((control) => control !== 'block' && !accepted.includes(control))
}

/** Asks for the built-in second factor, or for a strength that nothing but several factors reaches. */
export function asksForMfa(policy: ConditionalAccessPolicy): boolean {
  return asksFor(policy, 'mfa') || everyCombination(policy, isMultiFactor)
}

/** Asks for a strength that nothing but methods that resist phishing reaches. */
export function asksForPhishingResistance(policy: ConditionalAccessPolicy): boolean {
  return everyCombination(policy, (combination) => PHISHING_RESISTANT.includes(combination))
}

function everyCombination({ grantControls }: ConditionalAccessPolicy, is: (combination: string) => boolean): boolean {
  const combinations = grantControls?.authenticationStrength?.allowedCombinations ?? []
  return combinations.length > 0 && combinations.every((combination) => is(combination))
}

function isMultiFactor(combination: string): boolean {
  const factors = membersOf(combination)
  return (
    factors.some((factor) => MULTI_FACTOR_ALONE.includes(factor)) ||
    (factors.some((factor) => FIRST_FACTORS.includes(factor)) &&
      factors.some((factor) => SECOND_FACTORS.includes(factor)))
  )
}
