import type { DataCategory, ForbiddenCall } from '@tenantry/core'

/** What is read of a tenant, by feature. */
export const dataCategories: readonly DataCategory[] = [
  {
    id: 'organization',
    name: 'Organization',
    reads: 'Name, domains and subscriptions of the tenant.',
    set: 'organization',
  },
  { id: 'users', name: 'Users', reads: 'Profile, status and licences of each user.', set: 'users' },
  {
    id: 'mfa',
    name: 'MFA status',
    reads: 'Which sign-in methods a user has registered, never a secret of them.',
    set: 'mfa',
  },
  { id: 'groups', name: 'Groups', reads: 'Settings, owners and members of groups.', set: 'groups' },
  { id: 'policies', name: 'Policies', reads: 'Conditional Access and security policies.', set: 'policies' },
  {
    id: 'sharepoint',
    name: 'SharePoint',
    reads: 'Tenant and sharing settings, no site and no file.',
    set: 'sharepoint',
  },
  { id: 'secureScore', name: 'Secure Score', reads: 'Current score and recommendations.', set: 'secureScore' },
]

/** Calls that no feature makes: content of mail, chats, meetings, files and notes, keys, and calls that hide their target. */
export const forbiddenCalls: readonly ForbiddenCall[] = [
  {
    pattern: /\/chats(\/|\(|$)|\/channels[/(].*\/messages(\/|\(|$)|\/getall(retained)?messages|\/interactionhistory/i,
    what: 'chat messages',
  },
  {
    // Rules of a mailbox stand below its folders and hold no mail; announcements of Microsoft are called messages too.
    pattern:
      /(?<!\/serviceannouncement)\/(messages|mailfolders)(\/|\(|$)(?!.*\/messagerules(\/|\(|$))|\/(conversations|threads|posts|analyzedemails)(\/|\(|$)|\/exchange\/mailboxes/i,
    what: 'e-mail content',
  },
  { pattern: /\/(getall)?(transcripts|recordings)(\/|\(|$)/i, what: 'recorded meetings' },
  { pattern: /\/onenote(\/|$)/i, what: 'notes' },
  {
    pattern: /\/(drives?|driveitem|lists|items|pages|shares|filestorage|insights)(\/|\(|$)/i,
    what: 'documents and personal files',
  },
  { pattern: /\/calendar(s|view|groups)?(\/|\(|$)|\/events(\/|\(|$)/i, what: 'calendar content' },
  { pattern: /\/(bitlocker|recoverykeys|devicelocalcredentials)(\/|\(|$)/i, what: 'passwords and recovery keys' },
  { pattern: /\/search(\/|$)/i, what: 'searches, whose finds could not be checked' },
  { pattern: /\/\$batch$/i, what: 'calls hidden in a batch, which could not be checked one by one' },
]
