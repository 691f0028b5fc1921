import type { Bundle, DataCategory, ForbiddenCall } from '@tenantry/core'
import { z } from 'zod'

/** What is read of a tenant, by feature. */
export const dataCategories: readonly DataCategory[] = [
  {
    id: 'organization',
    name: 'Organization',
    reads: 'Name, domains and subscriptions of the tenant.',
    set: 'organization',
  },
  { id: 'users', name: 'Users', reads: 'Name, address, status, kind and licences of each user.', set: 'users' },
  { id: 'signIns', name: 'Last sign-in', reads: 'When each user last signed in, not from where.', set: 'signIns' },
  {
    id: 'mfa',
    name: 'MFA status',
    reads: 'Which sign-in methods a user has registered, never a secret of them.',
    set: 'mfa',
  },
  {
    id: 'groups',
    name: 'Groups',
    reads: 'Settings of groups, and the members of those that hold administrator roles.',
    set: 'groups',
  },
  {
    id: 'policies',
    name: 'Policies',
    reads:
      'Conditional Access, authentication, guest, consent and credential policies, and of each user whether the older per-user setting demands MFA.',
    set: 'policies',
  },
  {
    id: 'policyMembers',
    name: 'Who policies name',
    reads: 'Names of the users and groups that Conditional Access policies name.',
    set: 'directory',
  },
  {
    id: 'roles',
    name: 'Administrator roles',
    reads: 'Roles, who holds or could activate them, and what is asked of them.',
    set: 'roles',
  },
  {
    id: 'applications',
    name: 'Applications',
    reads: 'Applications with their permissions, owners, and when their secrets end; never a secret.',
    set: 'applications',
  },
  {
    id: 'directorySettings',
    name: 'Directory settings',
    reads: 'Password rules, consent, device and guest settings, and how domains sign people in.',
    set: 'directorySettings',
  },
  {
    id: 'auditLog',
    name: 'Audit log',
    reads: 'Changes of what was found changed: when, what, and who made them.',
    set: 'auditLog',
  },
  {
    id: 'accessReviews',
    name: 'Access reviews',
    reads: 'How reviews are set up, no decision of them.',
    set: 'accessReviews',
  },
  {
    id: 'licences',
    name: 'Licences',
    reads: 'Subscriptions, their service plans, and how many are used.',
    set: 'licences',
  },
  {
    id: 'licenceUse',
    name: 'Use of licences',
    reads: 'How many people use what premium licences allow, no names.',
    set: 'licenceUse',
  },
  {
    id: 'sharepoint',
    name: 'SharePoint',
    reads: 'Tenant and sharing settings, no site and no file.',
    set: 'sharepoint',
  },
  {
    id: 'tenantSettings',
    name: 'Microsoft 365 settings',
    reads: 'Settings of Forms and of the store of apps, no form and no answer.',
    set: 'tenantSettings',
  },
  {
    id: 'intune',
    name: 'Device management',
    reads: 'Policies, enrolment rules and settings of Intune, no device.',
    set: 'intune',
  },
  {
    id: 'identityDefender',
    name: 'Defender for Identity',
    reads: 'Sensors and their health issues, no alert.',
    set: 'identityDefender',
  },
  {
    id: 'hunting',
    name: 'Exposure and app governance',
    reads: 'Critical assets, where credentials lie open, and what applications may do; no message, file or event.',
    set: 'hunting',
  },
  {
    id: 'exchangeSettings',
    name: 'Exchange settings',
    reads:
      'Mail flow, protection and audit settings, and of each mailbox its address, kind, forwarding and audit settings; no mail.',
    set: 'exchangeSettings',
  },
  {
    id: 'purview',
    name: 'Purview',
    reads: 'Policies of data loss prevention, labels, alerts and retention; no alert and no content.',
    set: 'purview',
  },
  {
    id: 'sharepointAdmin',
    name: 'SharePoint administration',
    reads: 'Sharing settings, and of each site its address, title and settings; no file and no page.',
    set: 'sharepointAdmin',
  },
  {
    id: 'teams',
    name: 'Teams settings',
    reads: 'Policies of meetings, messages, apps and external access; no team, chat or meeting.',
    set: 'teams',
  },
  {
    id: 'mailDns',
    name: 'Mail records',
    reads: 'What the public domain name system says of the tenant’s domains: MX, SPF, DKIM and DMARC.',
    set: 'organization',
    services: ['DNS'],
  },
  {
    id: 'secureScore',
    name: 'Secure Score',
    reads: 'Score of the last 30 days and recommendations.',
    set: 'secureScore',
  },
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
  {
    pattern:
      /^(?!GET [^/]+\/_api\/spo\.tenant(\/getsitepropertiesfromsharepoint\([^/]*)?$)\w+ [^/]+\.sharepoint\.(com|us|cn)\//i,
    what: 'sites of SharePoint; only its settings and the list of sites are read',
  },
  { pattern: /\/search(\/|$)/i, what: 'searches, whose finds could not be checked' },
]

const batch = z.strictObject({
  requests: z.array(z.strictObject({ id: z.string(), method: z.string(), url: z.string().startsWith('/') })).max(20),
})

/**
 * A batch is sent only in the plainest form there is, so that nobody could read it otherwise than it was looked into here;
 * no batch is in another. https://learn.microsoft.com/graph/json-batching
 */
export const bundles: readonly Bundle[] = [
  {
    pattern: /\/\$batch\/?$/i,
    calls(body) {
      const plain = parsed(body)
      const requests = batch.safeParse(plain).data?.requests
      if (!requests || JSON.stringify(plain) !== body) return undefined
      if (requests.some(({ url }) => /\$|%24/.test(url.split('?')[0] ?? ''))) return undefined
      return requests.map(({ method, url }) => ({ method, path: `/v1.0${url}` }))
    },
  },
]

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
