import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { neitherTells, settingEvidence, sharingOf } from './reasoning.js'

/** As the admin interface numbers them. */
const modes = ['none', 'allowList', 'blockList']

export const sharingByDomain = defineControl({
  id: 'spo-sharing-domains',
  title: 'Sharing reaches approved domains only',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'Without a list of domains, one slip of the keyboard shares a file with a stranger.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under More external sharing settings limit sharing by domain, and list the domains you work with.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/restricted-domains-sharing',
    impact: 'Guests of other domains lose what was shared with them.',
  },
  needs: {},
  wants: { settings: sharePointSettings, tenant: sharePointTenant },
  evaluate(facts) {
    const sharing = sharingOf(facts)
    if (!sharing) return neitherTells(facts, 'sharingCapability')
    const mode = facts.settings?.sharingDomainRestrictionMode ?? modes[facts.tenant?.SharingDomainRestrictionMode ?? -1]
    if (!mode) return settingMissing('sharingDomainRestrictionMode')
    if (sharing === 'nobody') return notApplicable('SharePoint shares with nobody outside.')
    const ok = mode === 'allowList'
    const domains = facts.settings?.sharingAllowedDomainList
    const warnings = ok && domains?.length === 0 ? ['The list of allowed domains is empty.'] : []
    const evidence = [
      settingEvidence({ property: 'sharingDomainRestrictionMode', value: mode, expected: 'allowList', ok }),
    ]
    return ok
      ? pass('SharePoint shares with the domains on a list only.', { evidence, warnings })
      : fail(
          mode === 'blockList'
            ? 'SharePoint shares with every domain that is not on a list.'
            : 'SharePoint shares with every domain.',
          { evidence },
        )
  },
})
