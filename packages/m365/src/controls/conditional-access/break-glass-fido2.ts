import { defineControl, type Evidence, fail, manual, notAssessed, pass } from '@tenantry/core'
import { emergencyAccounts } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { registrationDetails } from '../../resources/registration-details.js'
import { leftOutEverywhere, mayLockOut } from './emergency.js'
import { count } from './wording.js'

/** A key that one can lock away; passkeys in an app are on somebody's phone. */
const KEYS = ['fido2SecurityKey', 'passKeyDeviceBound']

export const breakGlassFido2 = defineControl({
  id: 'entra-break-glass-fido2',
  title: 'Each emergency account has a security key',
  area: 'Entra ID',
  severity: 'high',
  rationale:
    'Microsoft asks everyone who administers for a second factor, and a key in a safe works without a phone or a network of phones.',
  remediation: {
    steps: [
      'Sign in as each emergency account, open Security info, and register a security key.',
      'Register a second key, and keep the two in different safe places.',
      'Try both once, and write down who may open the safes.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    impact: 'None for anyone else; whoever needs the account must reach a key.',
  },
  needs: { registrations: registrationDetails },
  wants: { policies: conditionalAccessPolicies },
  parameters: { accounts: emergencyAccounts },
  evaluate({ registrations, policies = [] }, { accounts }) {
    const named = accounts.users.length + accounts.groups.length > 0
    const users = named ? accounts.users : leftOutEverywhere(policies.filter(mayLockOut)).users
    if (users.length === 0) return manual('Which accounts are for emergencies is not known; name the accounts first.')
    const evidence = users.map((id): Evidence => {
      const registration = registrations.find((each) => each.id === id)
      return {
        object: registration?.userPrincipalName ?? id,
        id,
        property: 'methodsRegistered',
        value: registration ? (registration.methodsRegistered ?? []) : null,
        expected: 'a security key',
        ok: registration?.methodsRegistered?.some((method) => KEYS.includes(method)) ?? false,
      }
    })
    const warnings = [
      ...(named
        ? []
        : ['No emergency accounts are named, so that accounts left out of every policy are taken for them.']),
      ...(accounts.groups.length > 0 ? ['Members of groups are not looked at here; name the accounts as well.'] : []),
    ]
    const without = evidence.filter(({ ok, value }) => !ok && value !== null)
    if (without.length > 0) {
      return fail(
        `${count(without.length, 'emergency account')} of ${evidence.length} ${without.length === 1 ? 'has' : 'have'} no security key.`,
        { evidence, warnings },
      )
    }
    const unknown = evidence.filter(({ value }) => value === null)
    if (unknown.length > 0) {
      return notAssessed(
        'notRead',
        `What ${count(unknown.length, 'emergency account')} registered is not known; accounts that may not sign in are not reported.`,
        { evidence, warnings },
      )
    }
    return pass(
      `${users.length === 1 ? 'The emergency account has' : `All ${users.length} emergency accounts have`} a security key.`,
      {
        evidence,
        warnings,
      },
    )
  },
})
