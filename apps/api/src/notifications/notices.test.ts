import { randomUUID } from 'node:crypto'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKey, createOrganization, createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startReplica } from '../../test/support/replica.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import type { FactsOf, NoticeKind, NoticeSubject, Topic } from './notice-kinds.js'
import type { NoticeEntry } from './notice-drafts.js'
import { NoticeRetention } from './notice-retention.js'
import type { Notice } from './notices.dto.js'
import { Notices } from './notices.js'

const DAY = 86_400_000
const problem: ProblemFacts = {
  code: 'secret_invalid',
  title: 'The client secret is not right',
  why: 'Microsoft refused it.',
  fix: 'Enter its value.',
  retryable: false,
}

describe('notices', () => {
  let api: TestApp
  let notices: Notices
  let owner: TestPerson
  let organizationId: string
  beforeAll(async () => {
    api = await startApp({ ROLE: 'api' })
    notices = api.app.get(Notices)
    owner = await createOwner(api)
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    organizationId = await createOrganization(owner, `Organization ${randomUUID()}`)
  })

  const tenant = (name = 'Contoso'): NoticeSubject & { kind: 'tenant' } => ({ kind: 'tenant', id: randomUUID(), name })
  const connection = (): NoticeSubject => ({
    kind: 'connection',
    id: randomUUID(),
    name: 'Ours',
    providerId: 'example',
  })
  const record = <K extends NoticeKind>(kind: K, subject: NoticeSubject, facts: FactsOf<K>, now?: Date) =>
    api.database.inOrganization(organizationId, (tx) => notices.record(tx, kind, subject, facts, now))
  const resolve = (topic: Topic, id: string) =>
    api.database.inOrganization(organizationId, (tx) => notices.resolve(tx, topic, id))

  async function list(query = '', person = owner): Promise<{ items: Notice[]; nextCursor: string | null }> {
    const { body } = await person.browser.get(`/api/v1/organizations/${organizationId}/notices?${query}`).expect(200)
    return body as { items: Notice[]; nextCursor: string | null }
  }
  async function counts(person = owner): Promise<object> {
    const { body } = await person.browser.get(`/api/v1/organizations/${organizationId}/notice-counts`).expect(200)
    return body as object
  }

  it('S4.46: tell of a thing once while it lasts, and again when it comes back', async () => {
    const subject = connection()
    expect(await record('connection.failing', subject, { problem })).toBe(true)
    expect(await record('connection.failing', subject, { problem })).toBe(false)
    expect((await list()).items).toMatchObject([
      {
        kind: 'connection.failing',
        severity: 'critical',
        state: 'open',
        title: '“Ours”: The client secret is not right',
        detail: 'Microsoft refused it.',
        fix: 'Enter its value.',
        path: `/settings/integrations/example/connections/${subject.id}`,
        read: false,
      },
    ])
    expect(await resolve('health', subject.id)).toBeInstanceOf(Date)
    expect(await resolve('health', subject.id)).toBeUndefined()
    expect((await list('open=true')).items).toEqual([])
    expect(await record('connection.failing', subject, { problem })).toBe(true)
    expect((await list()).items.map(({ state }) => state)).toEqual(['open', 'resolved'])
  })

  it('C37 and N32: tell of an end at 60, 30, 14, 7 and 1 days, once each, and of another end anew', async () => {
    const subject = tenant()
    const endsAt = new Date(Date.now() + 100 * DAY).toISOString()
    for (const daysLeft of [61, 60, 59, 45, 29, 20, 13, 8, 6, 3, 0]) {
      await record('relationship.ending', subject, { endsAt, daysLeft })
      await record('relationship.ending', subject, { endsAt, daysLeft })
    }
    const { items } = await list()
    expect(items.map(({ facts }) => facts['daysLeft'])).toEqual([0, 6, 13, 29, 59])
    expect(items.map(({ state }) => state)).toEqual(['open', ...Array(4).fill('superseded')])
    expect(items.map(({ severity }) => severity)).toEqual(['critical', 'critical', ...Array(3).fill('warning')])
    expect(await counts()).toEqual({ unread: 1, unreadCritical: 1, open: 1 })

    const later = new Date(Date.now() + 129 * DAY).toISOString()
    expect(await record('relationship.ending', subject, { endsAt: later, daysLeft: 29 })).toBe(true)
    expect((await list('open=true')).items.map(({ facts }) => facts['endsAt'])).toEqual([later])
  })

  it('are one for each thing, however many processes see it at the same moment', async () => {
    const other = await startReplica(api, { ROLE: 'api' })
    const subject = tenant()
    const sides = [notices, other.app.get(Notices)]
    const told = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        api.database.inOrganization(organizationId, (tx) =>
          index % 3 === 0
            ? sides[index % 2]!.record(tx, 'tenant.ready', subject, { since: '2026-11-21T08:00:00.000Z' })
            : sides[index % 2]!.record(tx, 'consent.revoked', subject, { missing: [] }),
        ),
      ),
    )
    expect(told.filter(Boolean)).toHaveLength(2)
    expect((await list()).items).toHaveLength(2)
    await other.close()
  })

  it('are as if nothing had happened when the change they tell of is taken back', async () => {
    const subject = tenant()
    await api.database
      .inOrganization(organizationId, async (tx) => {
        await notices.record(tx, 'consent.revoked', subject, { missing: [] })
        throw new Error('taken back')
      })
      .catch(() => undefined)
    expect((await list()).items).toEqual([])
    expect(await record('consent.revoked', subject, { missing: [] })).toBe(true)
  })

  it('are read by each person for themselves, and what was before they joined counts as read', async () => {
    await record('tenant.ready', tenant(), { since: '2026-11-20T08:00:00.000Z' })
    const colleague = await join(api, owner, 'auditor', `Bo ${randomUUID()}`, organizationId)
    await record('consent.revoked', tenant('Fabrikam'), { missing: ['User.Read.All'] })
    await record('consent.revoked', tenant('Tailspin'), { missing: [] })
    expect(await counts()).toMatchObject({ unread: 3, unreadCritical: 2 })
    expect(await counts(colleague)).toMatchObject({ unread: 2, unreadCritical: 2 })

    const [newest, middle] = (await list()).items
    const reads = `/api/v1/organizations/${organizationId}/notice-reads`
    await colleague.browser
      .post(reads)
      .send({ noticeIds: [newest!.id] })
      .expect(204)
    expect((await list('', colleague)).items.map(({ read }) => read)).toEqual([true, false, true])
    expect((await list('unread=true', colleague)).items.map(({ id }) => id)).toEqual([middle!.id])
    await owner.browser.post(reads).send({ upTo: middle!.id }).expect(204)
    expect((await list()).items.map(({ read }) => read)).toEqual([false, true, true])
    expect(await counts()).toMatchObject({ unread: 1 })
    expect(await counts(colleague)).toMatchObject({ unread: 1 })
    await owner.browser.post(reads).send({ upTo: randomUUID() }).expect(404)
    await owner.browser.post(reads).send({}).expect(422)
  })

  it('are filtered by severity, kind and subject, page by page', async () => {
    const subject = tenant()
    await record('consent.revoked', subject, { missing: [] })
    await record('mailboxes.lost', subject, {})
    await record('tenant.ready', tenant(), { since: '2026-11-20T08:00:00.000Z' })
    const kinds = async (query: string) => (await list(query)).items.map(({ kind }) => kind)
    expect(await kinds('severity=critical')).toEqual(['consent.revoked'])
    expect(await kinds('severity=warning')).toEqual(['mailboxes.lost', 'consent.revoked'])
    expect(await kinds('kind=tenant.ready')).toEqual(['tenant.ready'])
    expect(await kinds(`tenantId=${subject.id}`)).toEqual(['mailboxes.lost', 'consent.revoked'])
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map(({ kind }) => kind)).toEqual([
      'tenant.ready',
      'mailboxes.lost',
      'consent.revoked',
    ])
    expect(second.nextCursor).toBeNull()
  })

  it('are a feed from which no program misses any, however transactions overlap', async () => {
    const { key } = await createKey(owner, { scopes: ['notifications:read'] }, organizationId)
    const seen: string[] = []
    let after = 'start'
    const read = async () => {
      for (;;) {
        const { body } = await api.agent
          .get(`/api/v1/organizations/${organizationId}/notices`)
          .query({ after, limit: 3 })
          .set('authorization', `Bearer ${key}`)
          .expect(200)
        const page = body as { items: Notice[]; nextCursor: string }
        seen.push(...page.items.map(({ subject }) => subject.name))
        after = page.nextCursor
        if (page.items.length === 0) return
      }
    }
    const names = Array.from({ length: 20 }, (_, index) => `Tenant ${index}`)
    await Promise.all([
      ...names.map((name, index) =>
        api.database.inOrganization(organizationId, async (tx) => {
          await notices.record(tx, 'consent.revoked', tenant(name), { missing: [] })
          await tx.query('select pg_sleep($1)', [(index % 4) / 100])
        }),
      ),
      (async () => {
        while (seen.length < names.length) await read()
      })(),
    ])
    await read()
    expect(seen.toSorted()).toEqual(names.toSorted())
  })

  it('are forgotten after 400 days, but for what is still open', async () => {
    const long = new Date(Date.now() - 401 * DAY)
    await record('consent.revoked', tenant('Open'), { missing: [] }, long)
    await record('tenant.ready', tenant('Old'), { since: long.toISOString() }, long)
    await record('tenant.ready', tenant('New'), { since: '2026-11-20T08:00:00.000Z' })
    await api.app.get(NoticeRetention).forget(new Date())
    expect((await list()).items.map(({ subject }) => subject.name)).toEqual(['New', 'Open'])
  })

  /** How many statements some work sends. */
  const statements = (work: (tx: EntityManager) => Promise<unknown>): Promise<number> =>
    api.database.inOrganization(organizationId, async (tx) => {
      const query = vi.spyOn(tx, 'query')
      await work(tx)
      return query.mock.calls.length
    })

  it('take as few statements for a thousand tenants as for one, with a rule that mails each', async () => {
    const base = `/api/v1/organizations/${organizationId}`
    const rule = {
      name: 'All',
      addresses: ['ops@example.com'],
      roles: [],
      severity: 'info',
      kinds: [],
      tenantGroupIds: [],
      timing: { kind: 'daily', at: '08:00' },
      timeZone: 'UTC',
      quiet: null,
    }
    await owner.browser.post(`${base}/notification-rules`).send(rule).expect(201)
    const told = (subjects: readonly NoticeSubject[]) =>
      statements((tx) =>
        notices.recordAll(
          tx,
          subjects.map((subject) => ({ kind: 'consent.revoked', subject, facts: { missing: [] } })),
        ),
      )
    const resolved = (subjects: readonly NoticeSubject[]) =>
      statements((tx) =>
        notices.resolveAll(
          tx,
          subjects.map(({ id }) => ({ topic: 'consent', subjectId: id })),
        ),
      )
    const many = Array.from({ length: 1000 }, (_, index) => tenant(`Company ${index}`))
    const one = [tenant()]
    expect(await told(many)).toBe(await told(one))
    expect(await counts()).toMatchObject({ open: 1001 })
    expect(await told(many), 'all are told by now').toBe(1)
    expect(await counts()).toMatchObject({ open: 1001 })
    const deliveries = await api.ownerDatabase.asOwner<{ count: string; notices: string }>(
      'select count(*), count(distinct notice_id) as notices from notice_deliveries where organization_id = $1',
      [organizationId],
    )
    expect(deliveries).toEqual([{ count: '1001', notices: '1001' }])
    expect(await resolved(many)).toBe(await resolved(one))
    expect(await counts()).toMatchObject({ open: 0 })
  })

  it('come out the same together as one after the other', async () => {
    const [first, second] = [tenant('Contoso'), tenant('Fabrikam')]
    const endsAt = '2027-03-01T00:00:00.000Z'
    const entries: NoticeEntry[] = [
      { kind: 'relationship.ending', subject: first, facts: { endsAt, daysLeft: 61 } },
      { kind: 'relationship.ending', subject: first, facts: { endsAt, daysLeft: 59 } },
      { kind: 'consent.revoked', subject: second, facts: { missing: [] } },
      { kind: 'relationship.ending', subject: first, facts: { endsAt, daysLeft: 58 } },
      { kind: 'consent.revoked', subject: second, facts: { missing: [] } },
      { kind: 'relationship.ended', subject: first, facts: {} },
      { kind: 'tenant.ready', subject: second, facts: { since: '2026-11-20T08:00:00.000Z' } },
      { kind: 'relationship.ending', subject: first, facts: { endsAt, daysLeft: 29 } },
      { kind: 'relationship.ended', subject: first, facts: { endedAt: endsAt } },
    ]
    const shown = async () =>
      (await list('limit=50')).items
        .map(({ kind, state, subject, facts }) => JSON.stringify([kind, state, subject.name, facts]))
        .toSorted()
    const together = await api.database.inOrganization(organizationId, (tx) => notices.recordAll(tx, entries))
    const outcome = await shown()
    organizationId = await createOrganization(owner, `Organization ${randomUUID()}`)
    let alone = 0
    for (const { kind, subject, facts } of entries) if (await record(kind, subject, facts)) alone += 1
    expect(together).toBe(alone)
    expect(outcome).toEqual(await shown())
    expect(outcome).toHaveLength(6)
  })

  it('name what is new in one notice, however much it is', async () => {
    const tenants = Array.from({ length: 37 }, (_, index) => ({ id: randomUUID(), name: `Company ${index + 1}` }))
    await record('tenant.appeared', connection(), { tenants })
    await record('tenant.appeared', { ...tenant('Contoso') }, { tenants: [{ id: randomUUID(), name: 'Contoso' }] })
    expect((await list()).items.map(({ title, detail }) => [title, detail])).toEqual([
      ['Contoso is new', 'Contoso can be onboarded now.'],
      ['37 tenants are new', 'Company 1, Company 2, Company 3, Company 4, Company 5 and 32 more can be onboarded now.'],
    ])
  })
})
