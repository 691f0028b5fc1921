import { defineControl, fail, pass } from '@tenantry/core'
import { officeProtection } from '../../resources/protection-policies.js'
import { evidenceOf, faultsOf, flag } from './first-in-force.js'

export const safeDocumentsOn = defineControl({
  id: 'mdo-safe-docs',
  title: 'Documents from outside are checked before they leave Protected View',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'People click Enable Editing without a thought; then a malicious document is free to act.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Attachments › Global settings of the Defender portal.',
      'Turn on Safe Documents, and do not let people click through when a file was found malicious.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-documents-in-e5-plus-security-about',
    impact: 'Opening a file from outside for editing takes a moment longer.',
  },
  needs: { settings: officeProtection },
  evaluate({ settings }) {
    const [policy] = settings
    if (!policy) return fail('Safe Documents is not set up.')
    const demands = [
      flag(policy, 'EnableSafeDocs', true, 'Safe Documents is off'),
      flag(policy, 'AllowSafeDocsOpen', false, 'people may open files that were found malicious'),
    ]
    const faults = faultsOf(demands)
    const evidence = evidenceOf(policy, demands)
    return faults.length === 0
      ? pass('Safe Documents checks files, and nobody gets around it.', { evidence })
      : fail(`${capital(faults.join(', and '))}.`, { evidence })
  },
})

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
