import { defineControl, fail, pass } from '@tenantry/core'
import { protectedInformation } from '../../parameters.js'
import { dlpPolicies, dlpRules } from '../../resources/dlp.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { liveRules, rulesForAll } from './reasoning.js'

export const peopleTold = defineControl({
  id: 'purview-dlp-notify',
  title: 'Data loss prevention tells people what it stopped',
  area: 'Purview',
  severity: 'low',
  rationale: 'People who are told why learn, and people who are not find another way.',
  licence: 'Microsoft 365 E3 or Purview data loss prevention',
  remediation: {
    steps: ['Open the rule named here in the Purview portal.', 'Turn on user notifications and choose whom to tell.'],
    link: 'https://learn.microsoft.com/purview/dlp-create-deploy-policy',
    impact: 'People see a tip or get a mail.',
  },
  needs: { skus: subscribedSkus },
  wants: { policies: dlpPolicies, rules: dlpRules },
  parameters: { kinds: protectedInformation },
  evaluate(facts, { kinds }) {
    const live = liveRules(facts)
    if (!Array.isArray(live)) return live
    const rules = rulesForAll(live, kinds).map(({ rule }) => rule)
    if (rules.length === 0) return fail('No rule in force looks for all of the personal data at once.')
    const evidence = rules.map(({ Name, NotifyUser }) => ({
      object: Name,
      property: 'NotifyUser',
      value: NotifyUser,
      expected: 'at least one person',
      ok: NotifyUser.length > 0,
    }))
    const silent = rules.filter(({ NotifyUser }) => NotifyUser.length === 0).map(({ Name }) => Name)
    return silent.length === 0
      ? pass('Every rule for personal data tells people.', { evidence })
      : fail(`${silent.join(', ')} tells nobody.`, { evidence })
  },
})
