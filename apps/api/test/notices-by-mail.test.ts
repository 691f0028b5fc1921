import { randomUUID } from 'node:crypto'
import type { ProblemFacts } from '@tenantry/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { Ticks } from '../src/jobs/ticks.js'
import type { FactsOf, NoticeKind, NoticeSubject } from '../src/notifications/notice-kinds.js'
import { Notices } from '../src/notifications/notices.js'
import type { MessageView, RuleView } from '../src/notifications/rules.dto.js'
import { startMailbox, type Mailbox, type ReceivedMail } from './support/mailbox.js'
import { createKey, createOrganization, createOwner, join, type TestPerson } from './support/people.js'
import { startReplica } from './support/replica.js'
import { startApp, type TestApp } from './support/start-app.js'

type Message = z.output<typeof MessageView>

const problem: ProblemFacts = {
  code: 'service_unavailable',
  title: 'The service is away',
  why: 'It answers with 503.',
  fix: 'Wait.',
  retryable: true,
}

let api: TestApp
let owner: TestPerson
let mailbox: Mailbox
let organizationId: string
let authorization: string
/** Decides about the next messages; forgotten after each test. */
let onMessage: ((mail: ReceivedMail) => Promise<void>) | undefined

beforeAll(async () => {
  mailbox = await startMailbox({ onMessage: async (mail) => onMessage?.(mail) })
  api = await startApp({
    SMTP_HOSTS_ALLOWED: `127.0.0.1:${mailbox.port}`,
    PUBLIC_URL: 'http://tenantry.example.com',
  })
  owner = await createOwner(api)
})
afterAll(async () => {
  await api.close()
  await mailbox.close()
})
beforeEach(async () => {
  mailbox.received.length = 0
  organizationId = await createOrganization(owner, `Analytical Engines`)
  authorization = `Bearer ${(await createKey(owner, { role: 'owner' }, organizationId)).key}`
  await admin('put', '/mail-server').send(server()).expect(200)
})
afterEach(() => {
  onMessage = undefined
  vi.useRealTimers()
})

/** A request of an owner, by a key: the clock of a session goes on while a test moves the time. */
const admin = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
  api.agent[method](`${base()}${path}`).set('authorization', authorization)
const base = () => `/api/v1/organizations/${organizationId}`
const server = (changes: object = {}) => ({
  host: '127.0.0.1',
  port: mailbox.port,
  encryption: 'none',
  senderName: 'Tenantry',
  senderAddress: 'tenantry@example.com',
  ...changes,
})
const rule = (changes: object = {}) => ({
  name: 'On call',
  addresses: ['oncall@example.com'],
  roles: [],
  severity: 'info',
  kinds: [],
  tenantGroupIds: [],
  timing: { kind: 'immediate' },
  timeZone: 'Europe/Berlin',
  quiet: null,
  ...changes,
})
const tenant = (name: string, id = randomUUID()): NoticeSubject => ({ kind: 'tenant', id, name })

async function addRule(changes: object = {}): Promise<RuleView> {
  const { body } = await admin('post', '/notification-rules').send(rule(changes)).expect(201)
  return body as RuleView
}
async function rules(person?: TestPerson): Promise<RuleView[]> {
  const asked = person ? person.browser.get(`${base()}/notification-rules`) : admin('get', '/notification-rules')
  const { body } = await asked.expect(200)
  return (body as { items: RuleView[] }).items
}
async function messages(): Promise<Message[]> {
  const { body } = await admin('get', '/notification-messages').expect(200)
  return (body as { items: Message[] }).items
}
const record = <K extends NoticeKind>(kind: K, subject: NoticeSubject, facts: FactsOf<K>) =>
  api.database.inOrganization(organizationId, (tx) => api.app.get(Notices).record(tx, kind, subject, facts))
const revoked = (name: string) => record('consent.revoked', tenant(name), { missing: [] })
const moveTo = (moment: string | Date) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) })
const tick = () => api.app.get(Ticks).run('notices.due')

/** Ticks until it holds. */
async function until(check: () => unknown): Promise<void> {
  await vi.waitFor(
    async () => {
      await tick()
      await check()
    },
    { timeout: 20_000, interval: 100 },
  )
}
/** Nothing is left to be done now. */
async function settled(): Promise<void> {
  await tick()
  const busy = () =>
    api.ownerDatabase.asOwner(
      `select 1 from bullmq.job where name = 'notices.deliver' and state in ('waiting', 'active')`,
    )
  await vi.waitFor(async () => expect(await busy()).toEqual([]), { timeout: 20_000 })
}
const subjects = () => mailbox.received.map(({ subject }) => subject)

describe('a notice', () => {
  it('S4.46: goes once to the addresses and roles of each rule that it concerns, and says what to do', async () => {
    const person = await join(api, owner, 'admin', `Bo ${randomUUID()}`, organizationId)
    await addRule({ roles: ['admin'], severity: 'critical' })
    await addRule({ name: 'Others', kinds: ['tenant.ready'], addresses: ['others@example.com'] })
    await addRule({ name: 'Off', enabled: false, addresses: ['off@example.com'] })
    await revoked('Contoso')
    await record('mailboxes.lost', tenant('Contoso'), {})
    await until(() => expect(mailbox.received).toHaveLength(1))
    await settled()
    const [mail] = mailbox.received
    expect(mailbox.received).toHaveLength(1)
    expect(mail).toMatchObject({
      from: 'tenantry@example.com',
      to: ['oncall@example.com', person.email],
      subject: '[Analytical Engines] Critical: Contoso revoked its consent',
    })
    expect(mail!.raw).toContain('Auto-Submitted: auto-generated')
    expect(mail!.raw).toContain('What to do: Ask an administrator of the tenant to consent again.')
    expect((await messages()).map(({ status, attempts, notices }) => [status, attempts, notices])).toEqual([
      ['sent', 1, 1],
    ])
    expect((await rules())[0]?.delivery).toMatchObject({ waiting: 0, problem: null, lastSentAt: expect.any(String) })
  })

  it('S4.46: is in one message, however many processes send at the same moment', async () => {
    await addRule()
    const others = await Promise.all(
      [1, 2].map(() => startReplica(api, { SMTP_HOSTS_ALLOWED: `127.0.0.1:${mailbox.port}` })),
    )
    const names = Array.from({ length: 12 }, (_, index) => `Company ${index}.`)
    for (const name of names) {
      await revoked(name)
      await Promise.all([api, ...others].map(({ app }) => app.get(Ticks).run('notices.due')))
    }
    await until(async () => {
      const sent = (await messages()).filter(({ status }) => status === 'sent')
      expect(sent.reduce((sum, { notices }) => sum + notices, 0)).toBe(names.length)
    })
    await Promise.all(others.map((other) => other.close()))
    const texts = mailbox.received.map(textOf)
    for (const name of names) {
      expect([name, texts.filter((text) => text.includes(`${name} revoked`)).length]).toEqual([name, 1])
    }
    expect(new Set(mailbox.received.map(({ messageId }) => messageId)).size).toBe(mailbox.received.length)
  })

  it('S4.46: is held through quiet hours and sent once after them, unless it is critical and such may pass', async () => {
    await addRule({ quiet: { from: '20:00', to: '07:00', criticalPasses: true } })
    moveTo('2026-03-28T22:00:00Z')
    await record('mailboxes.lost', tenant('Contoso'), {})
    await record('mailboxes.lost', tenant('Fabrikam'), {})
    await revoked('Tailspin')
    await until(() => expect(subjects()).toEqual(['[Analytical Engines] Critical: Tailspin revoked its consent']))
    expect((await rules())[0]?.delivery).toMatchObject({ waiting: 2, nextAt: '2026-03-29T05:00:00.000Z' })
    moveTo('2026-03-29T04:59:00Z')
    await settled()
    expect(mailbox.received).toHaveLength(1)
    moveTo('2026-03-29T05:00:00Z')
    await until(() => expect(subjects()).toContain('[Analytical Engines] 2 notices'))
    moveTo('2026-03-29T06:00:00Z')
    await settled()
    expect(mailbox.received).toHaveLength(2)
  })

  it('of a provider that is back within five minutes is not sent at all', async () => {
    await addRule()
    const subject: NoticeSubject = { kind: 'connection', id: randomUUID(), name: 'Ours', providerId: 'example' }
    const now = Date.now()
    await record('connection.unavailable', subject, { problem })
    await settled()
    await api.database.inOrganization(organizationId, (tx) => api.app.get(Notices).resolve(tx, 'health', subject.id))
    moveTo(new Date(now + 400_000))
    await revoked('Contoso')
    await until(() => expect(mailbox.received).toHaveLength(1))
    await settled()
    expect(subjects()).toEqual(['[Analytical Engines] Critical: Contoso revoked its consent'])
    expect((await rules())[0]?.delivery.waiting).toBe(0)
  })

  it('C47: goes by groups of tenants', async () => {
    const groupId = randomUUID()
    const [inside, outside] = [randomUUID(), randomUUID()]
    await giveGroup(groupId, [inside, outside], inside)
    await addRule({ tenantGroupIds: [groupId] })
    await record('consent.revoked', tenant('Outside', outside), { missing: [] })
    await record('consent.revoked', tenant('Inside', inside), { missing: [] })
    await until(() => expect(mailbox.received).toHaveLength(1))
    expect(subjects()).toEqual(['[Analytical Engines] Critical: Inside revoked its consent'])
    await admin('post', '/notification-rules')
      .send(rule({ tenantGroupIds: [randomUUID()] }))
      .expect(422)
  })
})

/** Tenants of a made-up connection, one of them in a group. */
async function giveGroup(groupId: string, tenantIds: string[], member: string): Promise<void> {
  const connectionId = randomUUID()
  const asOwner = (sql: string, params: unknown[]) => api.ownerDatabase.asOwner(sql, params)
  await asOwner(
    `insert into connections (id, organization_id, provider_id, kind, name, simulated, sets, config, credential, health, health_since)
     values ($1, $2, 'example', 'partner', 'Partner', true, '{}', '{}', '{}', 'connected', now())`,
    [connectionId, organizationId],
  )
  for (const id of tenantIds) {
    await asOwner(
      `insert into tenants (id, organization_id, connection_id, provider_tenant_id, name, own, relationship_status, slug,
         onboarding, consent_status, mailboxes_status, first_seen_at, last_seen_at)
       values ($1::uuid, $2, $3, $1::text, 'Tenant', false, 'active', $1::text, '{}', 'granted', 'working', now(), now())`,
      [id, organizationId, connectionId],
    )
  }
  await asOwner(`insert into tenant_groups (id, organization_id, name) values ($1, $2, 'Gold')`, [
    groupId,
    organizationId,
  ])
  await asOwner('insert into tenant_group_members (organization_id, group_id, tenant_id) values ($1, $2, $3)', [
    organizationId,
    groupId,
    member,
  ])
}

describe('a digest', () => {
  it('S4.46: says everything of a day in one message, worst first', async () => {
    await addRule({ name: 'Morning', timing: { kind: 'daily', at: '08:00' } })
    moveTo('2026-11-20T09:15:00Z')
    await record('tenant.appeared', tenant('Fabrikam'), { tenants: [{ id: randomUUID(), name: 'Fabrikam' }] })
    const lost: NoticeSubject = { ...tenant('Contoso'), id: '0d9c4b6e-6a5c-4f0e-9f3e-0d3a3a1b2c3d' }
    await record('mailboxes.lost', lost, {})
    await record(
      'credential.expiring',
      { kind: 'connection', id: '7b0f6f0a-1111-4222-8333-444455556666', name: 'Ours', providerId: 'example' },
      { expiresAt: '2026-11-26T10:00:00.000Z', daysLeft: 6 },
    )
    moveTo('2026-11-20T20:30:00Z')
    await api.database.inOrganization(organizationId, (tx) => api.app.get(Notices).resolve(tx, 'mailboxes', lost.id))
    await settled()
    expect(mailbox.received).toEqual([])
    moveTo('2026-11-21T07:00:00Z')
    await until(() => expect(mailbox.received).toHaveLength(1))
    const [mail] = mailbox.received
    expect(mail?.subject).toBe('[Analytical Engines] Digest of 21 Nov 2026: 3 notices, 1 critical')
    expect(textOf(mail!)).toBe(
      `Critical
========

The credential of “Ours” ends in 6 days
20 Nov 2026, 10:15 (Europe/Berlin)
It ends on 2026-11-26. From then on the provider refuses this connection.
What to do: Renew it before that, and nothing stops.
http://tenantry.example.com/o/${organizationId}/settings/integrations/example/connections/7b0f6f0a-1111-4222-8333-444455556666/credential

Warnings
========

Mailboxes of Contoso can no longer be managed
20 Nov 2026, 10:15 (Europe/Berlin), over since 20 Nov 2026, 21:30 (Europe/Berlin)
The last check was refused.
What to do: Open the tenant: its onboarding says what is missing.
http://tenantry.example.com/o/${organizationId}/companies/0d9c4b6e-6a5c-4f0e-9f3e-0d3a3a1b2c3d

For information
===============

Fabrikam is new
20 Nov 2026, 10:15 (Europe/Berlin)
Fabrikam can be onboarded now.
What to do: Grant consent to begin.
LINK

-- 
You get this by the rule “Morning” of Analytical Engines.
Change it: http://tenantry.example.com/o/${organizationId}/settings/notifications
`.replace('LINK', linkOf(mail!, 'Fabrikam is new')),
    )
  })

  it('shows names as they are, and runs nothing in them', async () => {
    await addRule()
    await revoked('<img src=x onerror=alert(1)> & Söhne\r\nBcc: eve@example.com')
    await until(() => expect(mailbox.received).toHaveLength(1))
    const [mail] = mailbox.received
    expect(mail?.to).toEqual(['oncall@example.com'])
    expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/m)
    expect(partOf(mail!, 'text/html')).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; Söhne')
  })
})

/** A part of a message, decoded. */
function partOf({ raw }: ReceivedMail, type: string): string {
  const [, part = ''] = raw.split(`Content-Type: ${type}`)
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n').split('\r\n----')[0] ?? ''
  if (head.includes('base64')) return Buffer.from(body, 'base64').toString()
  if (!head.includes('quoted-printable')) return body
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
const textOf = (mail: ReceivedMail) => partOf(mail, 'text/plain').replaceAll('\r\n', '\n')
const linkOf = (mail: ReceivedMail, title: string) => /http:\S+/.exec(textOf(mail).split(title)[1] ?? '')?.[0] ?? ''

describe('a message that the mail server does not take', () => {
  it('is tried again later, under the same id, and the rule says so meanwhile', async () => {
    await addRule()
    let refusals = 2
    onMessage = async () => {
      refusals -= 1
      if (refusals >= 0) throw Object.assign(new Error('Try again later'), { responseCode: 451 })
    }
    await revoked('Contoso')
    const next = await putOff(1)
    expect((await rules())[0]?.delivery).toMatchObject({ waiting: 1, problem: { code: 'mail_server_trouble' } })
    const { body } = await admin('get', '/mail-server').expect(200)
    expect(body).toMatchObject({
      own: { problem: { code: 'mail_server_trouble', why: expect.stringContaining('451') } },
    })
    moveTo(next)
    const later = await putOff(2)
    expect(Math.round((later.getTime() - next.getTime()) / 60_000)).toBe(5)
    moveTo(later)
    await until(() => expect(mailbox.received).toHaveLength(1))
    await until(async () => expect((await messages())[0]).toMatchObject({ status: 'sent', attempts: 3 }))
    expect(mailbox.received[0]?.messageId).toBe(`<${(await messages())[0]?.id}@example.com>`)
    expect((await rules())[0]?.delivery.problem).toBeNull()
  })

  /** When a message is tried again after so many times. */
  async function putOff(attempts: number): Promise<Date> {
    let nextAt = 0
    await until(async () => {
      const [message] = await messages()
      expect(message).toMatchObject({ status: 'waiting', attempts })
      nextAt = Date.parse(message?.nextAt ?? '')
      expect(nextAt).toBeGreaterThan(Date.now())
    })
    return new Date(nextAt)
  }

  it('for good has failed, until someone has it sent again', async () => {
    await addRule()
    onMessage = async () => {
      throw Object.assign(new Error('No such mailbox'), { responseCode: 550 })
    }
    await revoked('Contoso')
    await until(async () => expect((await messages())[0]).toMatchObject({ status: 'failed', attempts: 1 }))
    const [message] = await messages()
    expect(message).toMatchObject({ problem: { code: 'mail_address_refused' }, nextAt: null })
    onMessage = undefined
    await admin('post', `/notification-messages/${message!.id}/retry`).expect(200)
    await until(() => expect(mailbox.received).toHaveLength(1))
    await until(async () => expect((await messages())[0]?.status).toBe('sent'))
    await admin('post', `/notification-messages/${message!.id}/retry`).expect(409)
  })

  it('but may have is not sent twice: it says that nobody knows', async () => {
    await addRule()
    let handedOver = 0
    onMessage = () => {
      handedOver += 1
      mailbox.cut()
      return new Promise(() => {})
    }
    const start = Date.now()
    await revoked('Contoso')
    await until(async () => expect((await messages())[0]).toMatchObject({ status: 'unknown', attempts: 1 }))
    moveTo(new Date(start + 86_400_000))
    await settled()
    expect(handedOver).toBe(1)
    expect((await rules())[0]?.delivery).toMatchObject({ waiting: 0, problem: { code: 'mail_outcome_unknown' } })
  })

  it('because nobody would get it says so', async () => {
    await addRule({ addresses: [], roles: ['approver'] })
    await revoked('Contoso')
    await until(async () =>
      expect((await messages())[0]).toMatchObject({ status: 'failed', problem: { code: 'mail_nobody' } }),
    )
  })

  it('because there is no mail server says so', async () => {
    await addRule()
    await admin('delete', '/mail-server').expect(204)
    await revoked('Contoso')
    await until(async () =>
      expect((await messages())[0]).toMatchObject({ status: 'failed', problem: { code: 'mail_server_missing' } }),
    )
  })
})

describe('rules', () => {
  it('are for people who may change them, and addresses for those who may see addresses', async () => {
    const { id } = await addRule()
    const approver = await join(api, owner, 'approver', `Cy ${randomUUID()}`, organizationId)
    const operator = await join(api, owner, 'operator', `Di ${randomUUID()}`, organizationId)
    expect((await rules(approver))[0]?.addresses).toBeNull()
    expect((await rules(operator))[0]?.addresses).toEqual(['oncall@example.com'])
    await operator.browser.put(`${base()}/notification-rules/${id}`).send(rule()).expect(403)
    await operator.browser.put(`${base()}/mail-server`).send(server()).expect(403)
    await operator.browser.post(`${base()}/mail-server/tests`).send({}).expect(403)
  })

  it.each([
    ['no recipient', { addresses: [] }, 'addresses'],
    ['an address that is none', { addresses: ['nobody'] }, 'addresses.0'],
    ['a time zone that is none', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['a time that is none', { timing: { kind: 'daily', at: '25:00' } }, 'timing.at'],
    ['quiet hours that never end', { quiet: { from: '07:00', to: '07:00', criticalPasses: true } }, 'quiet.to'],
  ])('refuse %s at its field', async (_, changes, path) => {
    const { body } = await admin('post', '/notification-rules').send(rule(changes)).expect(422)
    expect((body as { errors: { path: string }[] }).errors.map((error) => error.path)).toContain(path)
  })

  it('drop what waits when they are switched off or removed', async () => {
    const { id } = await addRule({ timing: { kind: 'daily', at: '08:00' } })
    await revoked('Contoso')
    expect((await rules())[0]?.delivery.waiting).toBe(1)
    await admin('put', `/notification-rules/${id}`)
      .send(rule({ enabled: false }))
      .expect(200)
    expect((await rules())[0]?.delivery.waiting).toBe(0)
    await admin('delete', `/notification-rules/${id}`).expect(204)
    expect(await rules()).toEqual([])
    await admin('delete', `/notification-rules/${id}`).expect(404)
  })
})
