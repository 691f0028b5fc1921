import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { directoryUsers } from '../../resources/directory-users.js'
import { registrationDetails } from '../../resources/registration-details.js'

export const everyoneCanMfa = defineControl({
  id: 'entra-users-mfa-capable',
  title: 'Every member has registered a second factor',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'An account without one is taken by whoever registers first, with the password they stole.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Ask the people named here to register, with a Temporary Access Pass where needed.'],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity',
    impact: 'None.',
  },
  needs: { registrations: registrationDetails },
  wants: { users: directoryUsers },
  evaluate({ registrations, users }) {
    const disabled = new Set((users ?? []).filter(({ accountEnabled }) => accountEnabled === false).map(({ id }) => id))
    const members = registrations.filter(({ id, userType }) => userType !== 'guest' && !disabled.has(id))
    if (members.length === 0) return notApplicable('There is no member who may sign in.')
    const without = members.filter(({ isMfaCapable }) => isMfaCapable !== true)
    const warnings = users ? [] : ['Accounts that are disabled could not be told apart.']
    if (without.length === 0)
      return pass(`Each of ${members.length} members has registered a second factor.`, { warnings })
    return fail(`${without.length} of ${members.length} members have registered no second factor.`, {
      warnings,
      evidence: without.map(({ id, userPrincipalName, isMfaCapable }) => ({
        object: userPrincipalName ?? id,
        id,
        property: 'isMfaCapable',
        value: isMfaCapable ?? null,
        expected: 'true',
        ok: false,
      })),
    })
  },
})
