import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const guestsAreInDirectory = defineControl({
  id: 'spo-b2b-integration',
  title: 'SharePoint guests are guests of the directory',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'Guests outside the directory escape Conditional Access, reviews and the sign-in log.',
  licence: 'SharePoint',
  remediation: {
    steps: ['Run Set-SPOTenant with EnableAzureADB2BIntegration set to true.'],
    link: 'https://learn.microsoft.com/sharepoint/sharepoint-azureb2b-integration',
    impact: 'Guests sign in with a one-time code or their own account.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { EnableAzureADB2BIntegration: value } }) {
    if (value === null || value === undefined) return settingMissing('EnableAzureADB2BIntegration')
    return judgeSetting(
      { property: 'EnableAzureADB2BIntegration', value, expected: 'true', ok: value },
      'Guests of SharePoint become guests of the directory.',
      'Guests of SharePoint stay outside the directory.',
    )
  },
})
