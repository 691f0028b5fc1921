import { defineControl } from '@tenantry/core'
import { formsSettings } from '../../resources/forms-settings.js'
import { judgeSettings } from '../settings.js'

export const formsScanned = defineControl({
  id: 'm365-forms-phishing',
  title: 'Forms are scanned for phishing',
  area: 'Microsoft 365',
  severity: 'low',
  rationale: 'A form of a colleague is the most believable page that asks for a password.',
  remediation: {
    steps: [
      'Open Settings › Org settings › Microsoft Forms of the Microsoft 365 admin center, and add internal phishing protection.',
    ],
    link: 'https://learn.microsoft.com/microsoft-forms/review-unblock-forms-users-detected-blocked-potential-phishing',
    impact: 'Forms that ask for passwords are held back.',
  },
  needs: { admin: formsSettings },
  evaluate({ admin: { settings: found } }) {
    return judgeSettings(
      [
        {
          property: 'isInOrgFormsPhishingScanEnabled',
          value: found?.isInOrgFormsPhishingScanEnabled,
          expected: 'true',
          ok: found?.isInOrgFormsPhishingScanEnabled === true,
        },
      ],
      'Forms are scanned for phishing.',
      'Forms are not scanned for phishing.',
    )
  },
})
