import { defineControl, fail, pass } from '@tenantry/core'
import { protectedInformation } from '../../parameters.js'
import { dlpPolicies, dlpRules } from '../../resources/dlp.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { kindsIn, liveRules } from './reasoning.js'

export const personalDataProtected = defineControl({
  id: 'purview-dlp-pii',
  title: 'Data loss prevention looks for personal data',
  area: 'Purview',
  severity: 'high',
  rationale: 'Personal data that leaves by mistake cannot be called back, and the law asks who saw it.',
  licence: 'Microsoft 365 E3 or Purview data loss prevention',
  remediation: {
    steps: [
      'Open Data loss prevention › Policies of the Purview portal and create a policy.',
      'Add the kinds of personal data that you keep, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/purview/dlp-create-deploy-policy',
    impact: 'People may be stopped from sending what they are used to send; begin with testing.',
  },
  needs: { skus: subscribedSkus },
  wants: { policies: dlpPolicies, rules: dlpRules },
  parameters: { kinds: protectedInformation },
  evaluate(facts, { kinds }) {
    const live = liveRules(facts)
    if (!Array.isArray(live)) return live
    const found = kinds.map((kind) => ({ kind, by: live.filter(({ rule }) => kindsIn(rule, [kind]).length > 0) }))
    const missing = found.filter(({ by }) => by.length === 0).map(({ kind }) => kind)
    const evidence = found.map(({ kind, by }) => ({
      object: kind,
      property: 'rules in force',
      value: by.map(({ rule }) => rule.Name),
      expected: 'at least one rule',
      ok: by.length > 0,
    }))
    return missing.length === 0
      ? pass('Rules in force look for each kind of personal data that was chosen.', { evidence })
      : fail(`No rule in force looks for ${missing.join(', ')}.`, { evidence })
  },
})
