import { defineControl, fail, pass } from '@tenantry/core'
import { type DlpPolicy, dlpPolicies } from '../../resources/dlp.js'
import { isInForce } from './reasoning.js'

/** The place is named in `EnforcementPlanes`, and in newer tenants in `Locations`. */
function isForCopilot({ EnforcementPlanes, Locations }: DlpPolicy): boolean {
  return [...EnforcementPlanes, JSON.stringify(Locations) ?? ''].some((text) => text.includes('Copilot'))
}

export const copilotCovered = defineControl({
  id: 'purview-dlp-copilot',
  title: 'Data loss prevention covers Copilot',
  area: 'Purview',
  severity: 'medium',
  rationale: 'Copilot answers from everything a person may open, labelled or not.',
  licence: 'Microsoft 365 Copilot and E5',
  remediation: {
    steps: [
      'Create a policy in the Purview portal for the location Microsoft 365 Copilot.',
      'Keep content with your highest labels out of its answers, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/purview/dlp-microsoft365-copilot-location-learn-about',
    impact: 'Copilot leaves such content out of its answers.',
  },
  needs: { policies: dlpPolicies },
  evaluate({ policies }) {
    const covering = policies.filter((policy) => isInForce(policy) && isForCopilot(policy))
    if (covering.length > 0) {
      return pass(`${covering.map(({ Name }) => Name).join(', ')} covers Copilot.`, {
        evidence: covering.map(({ Name, Mode }) => ({ object: Name, property: 'Mode', value: Mode, ok: true })),
      })
    }
    const idle = policies.filter(isForCopilot)
    return fail(idle.length === 0 ? 'No policy covers Copilot.' : 'A policy covers Copilot, but it is not in force.', {
      evidence: idle.map(({ Name, Mode }) => ({
        object: Name,
        property: 'Mode',
        value: Mode,
        expected: 'Enable',
        ok: false,
      })),
    })
  },
})
