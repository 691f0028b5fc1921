import { createHost } from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { MANAGE_AS_APP, MANAGE_COMPLIANCE, SHAREPOINT_FULL_CONTROL } from '../src/permissions/service-sets.js'
import { microsoft } from '../src/plugin.js'

const setup = { kind: 'singleTenantApp', config: { cloud: 'global' } }

/** What the host says of a call: the reason of its refusal, or that it was let through. */
async function verdict(path: string, method = 'GET', body?: string): Promise<string> {
  const host = createHost({
    plugin: microsoft,
    setup,
    send: () => Promise.resolve(new Response('{}')),
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: () => undefined,
    workloadToken: () => Promise.reject(new Error('none')),
  })
  return host.fetch(`https://graph.microsoft.com${path}`, { method, ...(body !== undefined && { body }) }).then(
    () => 'let through',
    (error: Error) => error.message.replace(/^.*was not sent: /, ''),
  )
}

describe('What is never read of a tenant (S4.32, N22)', () => {
  it.each([
    ['e-mail content', '/v1.0/users/a/messages'],
    ['e-mail content', '/v1.0/users/a/messages/1'],
    ['e-mail content', "/v1.0/users('a')/messages('1')"],
    ['e-mail content', '/v1.0/users/a/messages/1/attachments/2/$value'],
    ['e-mail content', '/v1.0/users/a/messages/delta'],
    ['e-mail content', '/v1.0/users/a/messages/$count'],
    ['e-mail content', '/beta/users/a/messages'],
    ['e-mail content', '/v1.0/users/a/mailFolders'],
    ['e-mail content', '/v1.0/users/a/mailFolders/inbox/messages'],
    ['e-mail content', '/v1.0/users/a/mailFolders/inbox/childFolders/x/messages'],
    ['e-mail content', "/v1.0/users/a/mailFolders('messagerules')/messages"],
    ['e-mail content', '/v1.0/groups/g/conversations'],
    ['e-mail content', '/v1.0/groups/g/threads/t/posts'],
    ['e-mail content', '/v1.0/groups/g/conversations/c/threads/t/posts/p/attachments'],
    ['e-mail content', '/beta/admin/exchange/mailboxes/m/folders/f/items'],
    ['e-mail content', '/beta/admin/exchange/mailboxes/m/exportItems'],
    ['e-mail content', '/beta/security/collaboration/analyzedEmails'],
    ['chat messages', '/v1.0/users/a/chats'],
    ['chat messages', '/v1.0/chats/c/messages'],
    ['chat messages', '/v1.0/teams/t/channels/c/messages'],
    ['chat messages', "/v1.0/teams('t')/channels('c')/messages"],
    ['chat messages', '/v1.0/users/a/chats/getAllMessages'],
    ['chat messages', '/v1.0/teams/t/channels/getAllMessages'],
    ['chat messages', '/v1.0/teams/t/channels/getAllRetainedMessages'],
    ['chat messages', '/v1.0/teamwork/deletedTeams/t/channels/getAllMessages'],
    ['chat messages', '/v1.0/copilot/users/a/interactionHistory/getAllEnterpriseInteractions'],
    ['recorded meetings', '/v1.0/users/a/onlineMeetings/m/transcripts/t/content'],
    ['recorded meetings', '/v1.0/users/a/onlineMeetings/getAllRecordings'],
    ['documents and personal files', '/v1.0/users/a/drive'],
    ['documents and personal files', '/v1.0/users/a/drive/root:/secret.docx:/content'],
    ['documents and personal files', '/v1.0/users/a/drives'],
    ['documents and personal files', '/v1.0/drives/d/items/i/content'],
    ['documents and personal files', '/v1.0/groups/g/drive/root/children'],
    ['documents and personal files', '/v1.0/sites/s/drive/items'],
    ['documents and personal files', '/v1.0/sites/s/lists/l/items'],
    ['documents and personal files', '/v1.0/sites/s/pages'],
    ['documents and personal files', '/v1.0/shares/u!abc/driveItem/content'],
    ['documents and personal files', '/v1.0/shares/u!abc/root'],
    ['documents and personal files', '/v1.0/storage/fileStorage/containers/c/drive'],
    ['documents and personal files', '/v1.0/users/a/insights/used'],
    ['documents and personal files', '/v1.0/users/a/followedSites/s/items'],
    ['notes', '/v1.0/users/a/onenote/pages/p/content'],
    ['notes', '/v1.0/groups/g/onenote/notebooks'],
    ['calendar content', '/v1.0/users/a/calendar'],
    ['calendar content', '/v1.0/users/a/calendar/events'],
    ['calendar content', '/v1.0/users/a/calendars/c/events'],
    ['calendar content', '/v1.0/users/a/calendarView'],
    ['calendar content', '/v1.0/users/a/events/1'],
    ['calendar content', '/v1.0/groups/g/events'],
    ['calendar content', '/v1.0/users/a/calendarGroups'],
    ['passwords and recovery keys', '/v1.0/informationProtection/bitlocker/recoveryKeys/k'],
    ['passwords and recovery keys', '/v1.0/directory/deviceLocalCredentials/d'],
  ])('%s: %s', async (what, path) => {
    expect(await verdict(path)).toContain(`it would touch ${what}`)
  })

  it('searches, whose target could not be checked', async () => {
    expect(await verdict('/v1.0/search/query', 'POST')).toContain('searches')
  })

  const batch = (...urls: string[]) =>
    JSON.stringify({ requests: urls.map((url, index) => ({ id: String(index), method: 'GET', url })) })

  it.each([
    ['e-mail content', '/users/a/messages'],
    ['e-mail content', '/users/a/mail%46olders/inbox/messages'],
    ['chat messages', '/users/a/chats?$top=1'],
    ['documents and personal files', '/users/a/drive/root/children'],
    ['calendar content', '/users/a/calendarView?startDateTime=x'],
    ['passwords and recovery keys', '/informationProtection/bitlocker/recoveryKeys'],
    ['searches', '/search/query'],
  ])('%s inside of a batch, whatever stands beside it: %s', async (what, url) => {
    expect(await verdict('/beta/$batch', 'POST', batch('/users/a/authentication/requirements', url))).toContain(what)
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['no list', '{"requests":{}}'],
    ['another batch', batch('/$batch')],
    ['another batch in other letters', batch('/%24BATCH')],
    ['an address of its own', batch('https://graph.microsoft.com/v1.0/users/a/messages')],
    ['a path without its beginning', batch('users/a/messages')],
    ['a member that means something', batch('/users').replace('"url"', '"URL":"/users/a/messages","url"')],
    ['a member twice', batch('/users/a/messages').replace('"url"', '"url":"/users","url"')],
    ['a list twice', batch('/users').replace('{"requests"', `{"requests":[],"requests"`)],
    ['more than twenty', batch(...Array.from({ length: 21 }, () => '/users'))],
  ])('a batch that could be read in two ways, or with %s inside of it', async (_what, body) => {
    for (const path of ['/v1.0/$batch', '/beta/$BATCH', '/v1.0/%24batch', '/beta/$batch/']) {
      expect(await verdict(path, 'POST', body)).toMatch(/cannot be seen|more than one way|e-mail content/)
    }
  })

  it('but a batch of calls that are allowed by themselves is let through', async () => {
    const body = batch(
      '/users/a/authentication/requirements',
      "/users/b@contoso.com/memberOf?$select=id&$filter=x eq '/messages'",
    )
    expect(await verdict('/beta/$batch', 'POST', body)).toBe('let through')
  })

  it.each([
    ['/v1.0/organization'],
    ['/v1.0/users'],
    ['/v1.0/users/a/manager'],
    ['/v1.0/users/a/authentication/methods'],
    ['/v1.0/users/messages.admin@contoso.com'],
    ['/v1.0/users/drive@contoso.com/memberOf'],
    ['/v1.0/users/a/mailboxSettings'],
    ['/v1.0/users/a/mailFolders/inbox/messageRules'],
    ['/v1.0/groups/g/members'],
    ['/v1.0/groups/g/owners'],
    ['/v1.0/directory/deletedItems/microsoft.graph.user'],
    ['/v1.0/subscribedSkus'],
    ['/v1.0/identity/conditionalAccess/policies'],
    ['/v1.0/auditLogs/signIns'],
    ['/v1.0/admin/sharepoint/settings'],
    ['/v1.0/admin/serviceAnnouncement/messages'],
    ['/v1.0/admin/serviceAnnouncement/healthOverviews'],
    ['/v1.0/security/secureScores'],
    ['/v1.0/teams/t/channels'],
    ['/v1.0/sites/s'],
    ['/v1.0/deviceManagement/managedDevices'],
  ])('but what the features need is let through: %s', async (path) => {
    expect(await verdict(path)).toBe('let through')
  })
})

/** Microsoft offers nothing narrower to read these services with; the role that the app is given there is what limits it. */
const ONLY_WHOLE = [MANAGE_AS_APP, MANAGE_COMPLIANCE, SHAREPOINT_FULL_CONTROL]

describe('The data access page', () => {
  it('tells of each kind of data that S4.32 asks for, and which permissions switch it on', () => {
    expect(microsoft.dataCategories.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['users', 'mfa', 'groups', 'policies', 'sharepoint', 'secureScore']),
    )
    for (const { reads, set } of microsoft.dataCategories) {
      expect(reads).toMatch(/\.$/)
      const permissions = microsoft.permissionSets.find(({ id }) => id === set)?.permissions ?? []
      const writing = permissions.filter(({ write }) => write).map(({ name }) => name)
      expect(writing.filter((name) => !ONLY_WHOLE.includes(name))).toEqual([])
    }
  })
})
