import { defineControl, fail, lacks, pass } from '@tenantry/core'
import { officeProtection } from '../../resources/protection-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { DEFENDER_LICENCE, withoutDefender } from './licence.js'

export const sharedFilesScanned = defineControl({
  id: 'mdo-safe-attachments-spo',
  title: 'Files in SharePoint, OneDrive and Teams are checked for malware',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'Malware comes through shared files as well as through mail.',
  licence: DEFENDER_LICENCE,
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Threat policies › Safe Attachments › Global settings of the Defender portal.',
      'Turn on Defender for Office 365 for SharePoint, OneDrive and Microsoft Teams.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/safe-attachments-for-spo-odfb-teams-configure',
    impact: 'Files found malicious can no longer be opened or shared.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: officeProtection },
  evaluate({ skus, settings }) {
    const unlicensed = withoutDefender(skus)
    if (unlicensed) return unlicensed
    if (!settings) return lacks('settings')
    const on = settings.some(({ EnableATPForSPOTeamsODB }) => EnableATPForSPOTeamsODB === true)
    const evidence = settings.map(({ Identity, EnableATPForSPOTeamsODB }) => ({
      object: Identity ?? 'Default',
      property: 'EnableATPForSPOTeamsODB',
      value: EnableATPForSPOTeamsODB ?? null,
      expected: 'true',
      ok: EnableATPForSPOTeamsODB === true,
    }))
    const warnings = [
      ...(settings.some(({ EnableSafeDocs }) => EnableSafeDocs === false)
        ? ['Documents from outside are not checked before they leave Protected View: Safe Documents is off.']
        : []),
      ...(settings.some(({ AllowSafeDocsOpen }) => AllowSafeDocsOpen === true)
        ? ['People may open documents that Safe Documents found malicious.']
        : []),
    ]
    return on
      ? pass('Files in SharePoint, OneDrive and Teams are checked.', { evidence, warnings })
      : fail('Files in SharePoint, OneDrive and Teams are not checked.', { evidence, warnings })
  },
})
