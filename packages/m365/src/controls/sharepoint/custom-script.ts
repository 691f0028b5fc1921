import { defineControl, fail, pass } from '@tenantry/core'
import { sharePointSites } from '../../resources/sharepoint-sites.js'

const DENIED = 2

export const scriptsOffOnSites = defineControl({
  id: 'spo-custom-script',
  title: 'No site runs custom scripts',
  area: 'SharePoint and OneDrive',
  severity: 'low',
  rationale: 'A script on a page acts with the rights of everyone who opens it.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open each site named here under Sites › Active sites of the SharePoint admin center.',
      'Under Settings set Custom scripts to Blocked.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/allow-or-prevent-custom-script',
    impact: 'Web parts that embed scripts stop working on these sites.',
  },
  needs: { sites: sharePointSites },
  evaluate({ sites }) {
    const open = sites.filter(({ DenyAddAndCustomizePages }) => DenyAddAndCustomizePages !== DENIED)
    if (open.length === 0) return pass(`None of ${sites.length} sites runs custom scripts.`)
    return fail(`${open.length} of ${sites.length} sites run custom scripts.`, {
      evidence: open.map(({ Url, Title, DenyAddAndCustomizePages: value }) => ({
        object: Title ?? Url,
        id: Url,
        property: 'DenyAddAndCustomizePages',
        value: value ?? null,
        expected: '2, denied',
        ok: false,
      })),
    })
  },
})
