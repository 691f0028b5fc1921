import { defineControl, fail, pass } from '@tenantry/core'
import { protectedInformation } from '../../parameters.js'
import { dlpPolicies, dlpRules } from '../../resources/dlp.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { liveRules, rulesForAll } from './reasoning.js'

export const personalDataBlocked = defineControl({
  id: 'purview-dlp-block',
  title: 'Data loss prevention blocks, for everyone',
  area: 'Purview',
  severity: 'medium',
  rationale: 'A rule that only reports tells afterwards who has the data.',
  licence: 'Microsoft 365 E3 or Purview data loss prevention',
  remediation: {
    steps: [
      'Open the rule named here in the Purview portal.',
      'Under Actions choose Restrict access or encrypt the content, Block everyone.',
    ],
    link: 'https://learn.microsoft.com/purview/dlp-create-deploy-policy',
    impact: 'Messages and files with personal data are held back.',
  },
  needs: { skus: subscribedSkus },
  wants: { policies: dlpPolicies, rules: dlpRules },
  parameters: { kinds: protectedInformation },
  evaluate(facts, { kinds }) {
    const live = liveRules(facts)
    if (!Array.isArray(live)) return live
    const rules = rulesForAll(live, kinds).map(({ rule }) => rule)
    if (rules.length === 0) return fail('No rule in force looks for all of the personal data at once.')
    const blocks = (rule: (typeof rules)[number]) => rule.BlockAccess === true && rule.BlockAccessScope === 'All'
    const evidence = rules.map((rule) => ({
      object: rule.Name,
      property: 'BlockAccess',
      value: rule.BlockAccess ? rule.BlockAccessScope : false,
      expected: 'true, for all',
      ok: blocks(rule),
    }))
    const lenient = rules.filter((rule) => !blocks(rule)).map(({ Name }) => Name)
    return lenient.length === 0
      ? pass('Every rule for personal data blocks everyone.', { evidence })
      : fail(`${lenient.join(', ')} does not block everyone.`, { evidence })
  },
})
