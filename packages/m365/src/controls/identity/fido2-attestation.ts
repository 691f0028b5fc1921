import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

export const passkeysChecked = defineControl({
  id: 'entra-fido2-attestation',
  title: 'Only passkeys of known makes are taken',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A key that does not say what it is may be a program.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Open Passkey (FIDO2) › Configure.',
      'Enforce attestation, and allow the makes that you hand out.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-enable-passkey-fido2',
    impact: 'Keys of other makes, and passkeys of telephones, are refused.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'Fido2')
    if (!method) return methodMissing('Fido2')
    const restrictions = method.keyRestrictions
    const makes = restrictions?.aaGuids?.length
    return judgeSettings(
      [
        {
          property: 'isAttestationEnforced',
          value: method.isAttestationEnforced,
          expected: 'true',
          ok: method.isAttestationEnforced === true,
        },
        {
          property: 'keyRestrictions.isEnforced',
          value: restrictions?.isEnforced,
          expected: 'true',
          ok: restrictions?.isEnforced === true,
        },
        { property: 'keyRestrictions.aaGuids', value: makes, expected: 'at least one make', ok: (makes ?? 0) > 0 },
        {
          property: 'keyRestrictions.enforcementType',
          value: restrictions?.enforcementType,
          expected: 'allow or block',
          ok: ['allow', 'block'].includes(restrictions?.enforcementType ?? ''),
        },
      ],
      'Only passkeys of known makes are taken.',
      'Passkeys of any make are taken.',
    )
  },
})
