import { type Evidence, lacks, type Outcome } from '@tenantry/core'
import type { sharePointSettings } from '../../resources/sharepoint-settings.js'
import type { SharePointTenant } from '../../resources/sharepoint-tenant.js'
import type { z } from 'zod'
import { judgeSettings, type Setting, settingMissing } from '../settings.js'

type SharePointSettings = z.output<typeof sharePointSettings.schema>

/** With whom sites may share: the narrowest first. */
export type Sharing = 'nobody' | 'existingGuests' | 'guests' | 'anyone'

const byNumber: readonly Sharing[] = ['nobody', 'guests', 'anyone', 'existingGuests']

const byName: Readonly<Record<string, Sharing>> = {
  disabled: 'nobody',
  existingExternalUserSharingOnly: 'existingGuests',
  externalUserSharingOnly: 'guests',
  externalUserAndGuestSharing: 'anyone',
}

const words: Record<Sharing, string> = {
  nobody: 'nobody outside',
  existingGuests: 'guests who are in the directory already',
  guests: 'new and existing guests',
  anyone: 'anyone who has the link',
}

export function sayWith(sharing: Sharing): string {
  return words[sharing]
}

export function sharingOfNumber(capability: number | null | undefined): Sharing | undefined {
  return capability === null || capability === undefined ? undefined : byNumber[capability]
}

/** How far sites share, from whichever of the two interfaces was read. */
export function sharingOf(facts: { settings?: SharePointSettings; tenant?: SharePointTenant }): Sharing | undefined {
  const name = facts.settings?.sharingCapability
  return (name ? byName[name] : undefined) ?? sharingOfNumber(facts.tenant?.SharingCapability)
}

/** The outcome where neither of the two interfaces tells a setting. */
export function neitherTells(facts: { settings?: unknown; tenant?: unknown }, property: string): Outcome {
  if (facts.settings !== undefined || facts.tenant !== undefined) return settingMissing(property)
  return lacks('settings')
}

/** Evidence of one setting of the tenant. */
export function settingEvidence({ property, value, expected, ok }: Setting): Evidence {
  return { object: 'SharePoint', property, value, expected, ok }
}

/** Judges by one setting that says all. */
export function judgeSetting(setting: Setting, good: string, bad: string): Outcome {
  return judgeSettings([{ ...setting, object: 'SharePoint' }], good, bad)
}
