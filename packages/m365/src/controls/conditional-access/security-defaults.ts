import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { securityDefaults } from '../../resources/security-defaults.js'
import { hasServicePlan, subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeMfaForEveryone } from './mfa-all-users.js'

export const securityDefaultsOrPolicies = defineControl({
  id: 'entra-security-defaults',
  title: 'Security defaults guard the tenant, or Conditional Access does so in their place',
  area: 'Entra ID',
  severity: 'high',
  rationale:
    'Without either, a password alone is enough; with Conditional Access the defaults must be off for policies to work.',
  remediation: {
    steps: [
      'Without Entra ID P1: open Entra ID › Properties › Manage security defaults, and turn them on.',
      'With it: first create a policy that asks everyone for a second factor, then turn security defaults off.',
    ],
    link: 'https://learn.microsoft.com/entra/fundamentals/security-defaults',
    impact:
      'With security defaults everyone registers Microsoft Authenticator within 14 days, and old sign-in protocols stop.',
  },
  needs: { defaults: securityDefaults, skus: subscribedSkus },
  wants: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ defaults, skus, policies }, { exclusions }) {
    const licensed = hasServicePlan(skus, /^AAD_PREMIUM(_P2)?$/)
    const evidence = [
      {
        object: 'Security defaults',
        resource: securityDefaults.id,
        property: 'isEnabled',
        value: defaults.isEnabled,
        expected: licensed ? 'false, with Conditional Access instead' : 'true',
        ok: defaults.isEnabled !== licensed,
      },
    ]
    if (!licensed) {
      return defaults.isEnabled
        ? pass('Security defaults are on.', { evidence })
        : fail('Security defaults are off, and without Entra ID P1 nothing takes their place.', { evidence })
    }
    if (defaults.isEnabled) {
      return fail(
        'Security defaults are on, so that no Conditional Access policy can be, although the licence is there.',
        {
          evidence,
        },
      )
    }
    if (!policies) {
      return notAssessed('notRead', 'Security defaults are off, and the Conditional Access policies were not read.', {
        evidence,
      })
    }
    const { verdict, reason, evidence: more, warnings, wouldPassWith } = judgeMfaForEveryone(policies, exclusions)
    const all = [...evidence, ...more.map((each) => ({ ...each, resource: conditionalAccessPolicies.id }))]
    return verdict === 'pass'
      ? pass(`Conditional Access takes the place of security defaults: ${reason}`, { evidence: all, warnings })
      : fail(`Security defaults are off. ${reason}`, {
          evidence: all,
          warnings,
          ...(wouldPassWith && { wouldPassWith }),
        })
  },
})
