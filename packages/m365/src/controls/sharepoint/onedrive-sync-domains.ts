import { defineControl, fail, pass } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { settingMissing } from '../settings.js'
import { settingEvidence } from './reasoning.js'

export const syncOnOwnComputers = defineControl({
  id: 'onedrive-sync-domains',
  title: 'OneDrive syncs only to computers of named domains',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'A private computer that syncs keeps a copy of everything after its owner has left.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Settings › OneDrive Sync of the SharePoint admin center.',
      'Allow syncing only on computers joined to specific domains, and enter the GUIDs of the domains.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/allow-syncing-only-on-specific-domains',
    impact: 'Computers that are joined to no domain, Entra-joined ones included, stop syncing.',
  },
  needs: { settings: sharePointSettings },
  evaluate({ settings: { isUnmanagedSyncAppForTenantRestricted: restricted, allowedDomainGuidsForSyncApp: domains } }) {
    if (restricted === null || restricted === undefined) return settingMissing('isUnmanagedSyncAppForTenantRestricted')
    const count = domains?.length ?? 0
    const evidence = [
      settingEvidence({
        property: 'isUnmanagedSyncAppForTenantRestricted',
        value: restricted,
        expected: 'true',
        ok: restricted,
      }),
      settingEvidence({
        property: 'allowedDomainGuidsForSyncApp',
        value: domains ?? [],
        expected: 'at least one domain',
        ok: count > 0,
      }),
    ]
    if (restricted && count > 0) return pass('OneDrive syncs only to computers of named domains.', { evidence })
    return fail(
      restricted
        ? 'OneDrive is limited to computers of named domains, but none is named.'
        : 'OneDrive syncs to any computer.',
      { evidence },
    )
  },
})
