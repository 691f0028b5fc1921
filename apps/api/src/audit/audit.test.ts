import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { Audit, SYSTEM } from './audit.js'
import { AuditLog } from './audit-log.js'
import { hashOf, verifyChain, type ChainedEvent } from './chain.js'

describe('the audit log', () => {
  let api: TestApp
  let audit: Audit
  let log: AuditLog
  let organizationId: string

  beforeAll(async () => {
    api = await startApp()
    audit = api.app.get(Audit)
    log = api.app.get(AuditLog)
  })
  afterAll(() => api.close())
  beforeEach(() => {
    organizationId = randomUUID()
  })

  const record = (name: string, organization = organizationId) =>
    api.database.inOrganization(organization, (tx) =>
      audit.record(tx, {
        actor: SYSTEM,
        action: 'thing.made',
        subject: { kind: 'thing', id: name, name },
        summary: `Tenantry made ${name}.`,
        details: { nested: { list: [1, 2.5, null], when: new Date(0) } },
      }),
    )
  const recordMany = async (count: number) => {
    for (let n = 1; n <= count; n += 1) await record(`thing ${n}`)
  }
  const asOwner = (sql: string) => api.ownerDatabase.asOwner(sql.replaceAll('$org', `'${organizationId}'`))

  it('chains entries per organization, each from 1 without gaps', async () => {
    await recordMany(3)
    const other = randomUUID()
    await record('elsewhere', other)
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, checked: 3, head: { sequence: 3 } })
    expect(await log.verify(other)).toMatchObject({ ok: true, checked: 1 })
  })

  it('keeps one line of entries when many record at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => record(`thing ${n}`)))
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, checked: 40 })
  })

  it('records nothing for work that fails', async () => {
    await recordMany(1)
    const failing = api.database.inOrganization(organizationId, async (tx) => {
      await audit.record(tx, { actor: SYSTEM, action: 'a.b', subject: { kind: 'k', id: '1', name: 'n' }, summary: '-' })
      throw new Error('later in the same work')
    })
    await expect(failing).rejects.toThrow('later in the same work')
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, checked: 1, head: { sequence: 1 } })
  })

  it('stores names that PostgreSQL would refuse, and still verifies', async () => {
    await record('a\0b\ud800c "\\u0000" \u202e')
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, checked: 1 })
  })

  describe('shows every kind of tampering (S-25)', () => {
    beforeEach(() => recordMany(5))

    it.each([
      [
        'an entry was changed',
        "update audit_events set summary = 'nothing' where sequence = 3 and organization_id = $org",
        3,
      ],
      ['facts were changed', `update audit_events set details = '{}' where sequence = 2 and organization_id = $org`, 2],
      ['an entry was removed', 'delete from audit_events where sequence = 3 and organization_id = $org', 3],
      ['the first was removed', 'delete from audit_events where sequence = 1 and organization_id = $org', 1],
      ['the end was cut off', 'delete from audit_events where sequence >= 4 and organization_id = $org', 4],
      ['everything was removed', 'delete from audit_events where organization_id = $org', 1],
      [
        'two entries changed places',
        `update audit_events set sequence = case sequence when 2 then 1003 else 1002 end where sequence in (2, 3) and organization_id = $org;
         update audit_events set sequence = sequence - 1000 where sequence > 1000 and organization_id = $org`,
        2,
      ],
      [
        'an entry was added at the end',
        `insert into audit_events select organization_id, 6, gen_random_uuid(), at, actor_kind, actor_id, actor_name, action, subject_kind,
           subject_id, subject_name, connection_id, result, summary, details, request_id, hash, repeat('a', 64)
         from audit_events where sequence = 5 and organization_id = $org`,
        6,
      ],
      ['the head was set back', 'update audit_heads set sequence = 3 where organization_id = $org', 4],
      ['the head was removed', 'delete from audit_heads where organization_id = $org', 1],
    ])('when %s', async (_, sql, sequence) => {
      await asOwner(sql)
      expect(await log.verify(organizationId)).toMatchObject({ ok: false, firstBroken: { sequence } })
    })
  })

  it('gives the app’s role no way to change or remove an entry', async () => {
    await recordMany(1)
    for (const sql of [
      'update audit_events set summary = summary',
      'delete from audit_events',
      'truncate audit_events',
    ]) {
      const attempt = api.database.inOrganization(organizationId, (tx) => tx.query(sql))
      await expect(attempt, sql).rejects.toThrow(/permission denied/)
    }
  })

  it('refuses writes and goes on reading when it cannot be written (S-23)', async () => {
    await recordMany(2)
    await asOwner('revoke insert on audit_events from tenantry_app')
    try {
      await expect(record('more')).rejects.toMatchObject({ code: 'audit_unavailable', status: 503 })
      expect(await log.page(organizationId, { limit: 10 })).toMatchObject({ items: [{ sequence: 2 }, { sequence: 1 }] })
    } finally {
      await asOwner('grant insert on audit_events to tenantry_app')
    }
    await record('more')
    expect(await log.verify(organizationId)).toMatchObject({ ok: true, checked: 3 })
  })

  it('exports lines that can be verified without the database', async () => {
    await recordMany(3)
    const lines: string[] = []
    for await (const line of log.export(organizationId)) lines.push(line)
    const [checkpoint, ...entries] = lines.map((line) => JSON.parse(line) as unknown).toReversed()
    const chain = async function* () {
      yield* entries.toReversed() as (ChainedEvent & { hash: string })[]
    }
    const head = (checkpoint as { checkpoint: { sequence: number; hash: string } }).checkpoint
    expect(await verifyChain(chain(), head)).toEqual({ ok: true, checked: 3, firstBroken: null })
  })

  it('pages from the newest back and filters', async () => {
    await recordMany(5)
    const first = await log.page(organizationId, { limit: 2, action: 'thing' })
    expect(first.items.map(({ sequence }) => sequence)).toEqual([5, 4])
    const second = await log.page(organizationId, { limit: 2, action: 'thing.made', cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ sequence }) => sequence)).toEqual([3, 2])
    expect(await log.page(organizationId, { limit: 2, action: 'th' })).toEqual({ items: [], nextCursor: null })
    expect(await log.page(organizationId, { limit: 2, actor: 'nobody' })).toEqual({ items: [], nextCursor: null })
  })
})

describe('the hash of an entry', () => {
  it('does not depend on the order of members', () => {
    const event = { a: 1, details: { x: 1, y: 2 } } as unknown as ChainedEvent
    const same = { details: { y: 2, x: 1 }, a: 1 } as unknown as ChainedEvent
    expect(hashOf(event)).toBe(hashOf(same))
  })
})
