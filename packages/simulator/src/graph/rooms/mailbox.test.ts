import { describe, expect, it } from 'vitest'
import { useCompany } from '../../../test/people.js'

const company = useCompany()
const { get, call } = company

const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'

async function withMailbox(): Promise<string> {
  const id = await company.person({ usageLocation: 'NL' })
  await call('POST', `/users/${id}/assignLicense`, {
    addLicenses: [{ skuId: E5, disabledPlans: [] }],
    removeLicenses: [],
  })
  return id
}

describe('a user without a mailbox (§9.28)', () => {
  it.each(['mailboxSettings', 'mailFolders/inbox/messageRules', 'outlook/masterCategories'])(
    'is 404 MailboxNotEnabledForRESTAPI for %s',
    async (path) => {
      const { status, body } = await get(`/users/${await company.person()}/${path}`)
      expect([status, body]).toMatchObject([404, { error: { code: 'MailboxNotEnabledForRESTAPI' } }])
    },
  )
})

describe('mailbox settings', () => {
  it('say what the mailbox is for, and with dates of seven digits (§9.30)', async () => {
    const id = await withMailbox()
    const { body } = await get(`/users/${id}/mailboxSettings`)
    expect(body).toMatchObject({
      userPurpose: 'user',
      automaticRepliesSetting: {
        scheduledStartDateTime: { dateTime: expect.stringMatching(/\.\d{7}$/), timeZone: 'UTC' },
      },
    })
    expect((await get(`/users/${id}/mailboxSettings/userPurpose`)).body['value']).toBe('user')
  })

  it('are changed part by part, and answer with what was changed', async () => {
    const id = await withMailbox()
    const { status, body } = await call('PATCH', `/users/${id}/mailboxSettings`, {
      timeZone: 'W. Europe Standard Time',
      automaticRepliesSetting: { status: 'AlwaysEnabled', internalReplyMessage: 'Away' },
    })
    expect([status, Object.keys(body).sort()]).toEqual([200, ['@odata.context', 'automaticRepliesSetting', 'timeZone']])
    expect((await get(`/users/${id}/mailboxSettings?$select=timeZone,automaticRepliesSetting`)).body).toMatchObject({
      timeZone: 'W. Europe Standard Time',
      automaticRepliesSetting: { status: 'alwaysEnabled', internalReplyMessage: 'Away' },
    })
    expect((await call('PATCH', `/users/${id}/mailboxSettings`, { userPurpose: 'shared' })).status).toBe(400)
  })
})

describe('inbox rules', () => {
  const rule = (facts: Record<string, unknown> = {}) => ({
    displayName: 'Forward invoices',
    sequence: 1,
    isEnabled: true,
    conditions: { subjectContains: ['invoice'] },
    actions: { forwardTo: [{ emailAddress: { name: 'Ada', address: 'ada@example.com' } }], stopProcessingRules: true },
    ...facts,
  })

  it('are created, changed and deleted, each at its place', async () => {
    const id = await withMailbox()
    const path = `/users/${id}/mailFolders/inbox/messageRules`
    const before = (await get(path)).body.value.length
    const { status, body } = await call('POST', path, rule())
    expect([status, body]).toMatchObject([201, rule()])
    expect((await get(path)).body.value).toHaveLength(before + 1)
    await call('PATCH', `${path}/${String(body['id'])}`, { isEnabled: false })
    expect((await get(`${path}/${String(body['id'])}`)).body).toMatchObject(rule({ isEnabled: false }))
    expect((await call('DELETE', `${path}/${String(body['id'])}`)).status).toBe(204)
    expect((await get(`${path}/${String(body['id'])}`)).body).toMatchObject({ error: { code: 'ErrorItemNotFound' } })
  })

  it('need a name, a place and something to do', async () => {
    const path = `/users/${await withMailbox()}/mailFolders/inbox/messageRules`
    for (const missing of ['displayName', 'sequence', 'actions']) {
      expect((await call('POST', path, rule({ [missing]: undefined }))).status).toBe(400)
    }
  })
})

describe('categories', () => {
  it('begin with six colours and take each name once', async () => {
    const path = `/users/${await withMailbox()}/outlook/masterCategories`
    expect((await get(path)).body.value).toHaveLength(6)
    const add = () => call('POST', path, { displayName: 'Holidays', color: 'Preset9' })
    expect((await add()).body).toMatchObject({ displayName: 'Holidays', color: 'preset9' })
    expect((await add()).status).toBe(400)
  })
})
