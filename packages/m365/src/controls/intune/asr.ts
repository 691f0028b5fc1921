import { defineControl, fail, pass } from '@tenantry/core'
import { intunePolicies } from '../../resources/intune-policies.js'
import { judgeChoices } from './reasoning.js'

const SETTING = 'device_vendor_msft_policy_config_defender_attacksurfacereductionrules'
const RULES = [
  'blockabuseofexploitedvulnerablesigneddrivers',
  'blockcredentialstealingfromwindowslocalsecurityauthoritysubsystem',
  'blockpersistencethroughwmieventsubscription',
]

export const attackSurfaceReduced = defineControl({
  id: 'intune-asr',
  title: 'The rules of standard protection block on Windows computers',
  area: 'Intune',
  severity: 'medium',
  rationale: 'These three rules stop what most attacks do next, and rarely stop anything else.',
  licence: 'Intune and Defender for Endpoint',
  remediation: {
    steps: [
      'Open Endpoint security › Attack surface reduction of the Intune admin center.',
      'Set the rules for credential stealing, vulnerable drivers and persistence through WMI to Block, and assign the policy.',
    ],
    link: 'https://learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference',
    impact: 'Old drivers and some management tools may be stopped; look at the audit events first.',
  },
  needs: { policies: intunePolicies },
  evaluate({ policies }) {
    const outcomes = RULES.map((rule) => judgeChoices(policies, [`${SETTING}_${rule}_block`], 'blocks'))
    const missing = RULES.filter((_, index) => outcomes[index]?.verdict !== 'pass')
    const evidence = RULES.map((rule, index) => ({
      object: rule,
      property: 'policies that block',
      value: outcomes[index]?.evidence.filter(({ ok }) => ok).map(({ object }) => object) ?? [],
      expected: 'at least one that is assigned',
      ok: outcomes[index]?.verdict === 'pass',
    }))
    return missing.length === 0
      ? pass('Each rule of standard protection blocks.', { evidence })
      : fail(`${missing.length} of ${RULES.length} rules of standard protection do not block.`, { evidence })
  },
})
