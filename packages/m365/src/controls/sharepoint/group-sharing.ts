import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { settingEvidence, sharingOfNumber } from './reasoning.js'

const LISTS = [
  'WhoCanShareAllowListInTenant',
  'WhoCanShareAnonymousAllowList',
  'WhoCanShareAuthenticatedGuestAllowList',
] as const

export const sharingByGroup = defineControl({
  id: 'spo-group-sharing',
  title: 'Only people of chosen groups share outside',
  area: 'SharePoint and OneDrive',
  severity: 'low',
  rationale: 'Sharing outside is easier to answer for when the people who do it were chosen and trained.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under More external sharing settings allow only users in specific security groups to share externally.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/manage-security-groups',
    impact: 'Others ask somebody of the group to share for them.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant }) {
    const sharing = sharingOfNumber(tenant.SharingCapability)
    if (!sharing) return settingMissing('SharingCapability')
    if (sharing === 'nobody') return notApplicable('SharePoint shares with nobody outside.')
    const lists = LISTS.map((property) => ({ property, value: tenant[property] }))
    if (lists.every(({ value }) => value === undefined)) return settingMissing(LISTS[0])
    const named = lists.filter(({ value }) => value !== null && value !== undefined && value.length > 0)
    const evidence = lists.map(({ property, value }) =>
      settingEvidence({
        property,
        value: value ?? null,
        expected: 'a security group',
        ok: named.some((each) => each.property === property),
      }),
    )
    return named.length > 0
      ? pass('Only people of chosen groups share outside.', { evidence })
      : fail('Everyone may share outside.', { evidence })
  },
})
