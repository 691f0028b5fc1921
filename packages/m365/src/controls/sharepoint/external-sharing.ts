import { defineControl } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { judgeSetting, neitherTells, sayWith, sharingOf } from './reasoning.js'

export const sharePointSharingLimited = defineControl({
  id: 'spo-external-sharing',
  title: 'SharePoint shares with guests of the directory at most',
  area: 'SharePoint and OneDrive',
  severity: 'high',
  rationale: 'Sites that share with new people make accounts and links that nobody reviews.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Move the slider for SharePoint to Existing guests or Only people in your organization.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'People outside who are not in the directory yet must be invited first.',
  },
  needs: {},
  wants: { settings: sharePointSettings, tenant: sharePointTenant },
  evaluate(facts) {
    const sharing = sharingOf(facts)
    if (!sharing) return neitherTells(facts, 'sharingCapability')
    const ok = sharing === 'nobody' || sharing === 'existingGuests'
    const text = `SharePoint shares with ${sayWith(sharing)}.`
    return judgeSetting(
      {
        property: 'sharingCapability',
        value: facts.settings?.sharingCapability ?? facts.tenant?.SharingCapability,
        expected: 'nobody outside, or existing guests',
        ok,
      },
      text,
      text,
    )
  },
})
