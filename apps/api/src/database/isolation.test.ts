import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { Audit, SYSTEM } from '../audit/audit.js'

/** Tables whose rows belong to one organization under another column. */
const ALSO = ['organizations']

describe('isolation in the database', () => {
  let api: TestApp
  beforeAll(async () => {
    api = await startApp({ DATABASE_POOL: '2', ROLE: 'api' })
  })
  afterAll(() => api.close())

  const organizationTables = () =>
    api.ownerDatabase.asOwner<{ name: string; enabled: boolean; forced: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
              (select count(*)::int from pg_policy where polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
         and (c.relname = any($1) or exists (
           select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
       order by 1`,
      [ALSO],
    )

  it('covers every table of an organization with row-level security that binds the owner too (S-14)', async () => {
    const tables = await organizationTables()
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit_events', 'connections', 'memberships']),
    )
    for (const table of tables) expect(table).toMatchObject({ enabled: true, forced: true })
    for (const table of tables) expect(table.policies, table.name).toBeGreaterThan(0)
  })

  it('lets the app’s role own nothing, bypass nothing and become nobody else (S-14)', async () => {
    const [role] = await api.database.outside((tx) =>
      tx.query<object[]>(
        `select rolname as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole as creates, rolcreatedb as databases,
                (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned,
                (select count(*)::int from pg_proc where proowner = pg_roles.oid) as functions,
                (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
                has_schema_privilege('public', 'create') as adds
         from pg_roles where rolname = current_user`,
      ),
    )
    expect(role).toEqual({
      name: 'tenantry_app',
      super: false,
      bypass: false,
      creates: false,
      databases: false,
      owned: 0,
      functions: 0,
      memberships: 0,
      adds: false,
    })
  })

  it('shows no row of any such table without a context, and takes none (S-14)', async () => {
    await api.database.inOrganization(randomUUID(), (tx) =>
      api.app
        .get(Audit)
        .record(tx, { actor: SYSTEM, action: 'a.b', subject: { kind: 'k', id: '1', name: 'n' }, summary: 's' }),
    )
    for (const { name } of await organizationTables()) {
      const rows = await api.database.outside((tx) => tx.query<unknown[]>(`select 1 from ${name} limit 1`))
      expect(rows, name).toEqual([])
    }
    const insert = api.database.outside((tx) =>
      tx.query(`insert into audit_heads (organization_id, sequence, hash) values ($1, 1, '')`, [randomUUID()]),
    )
    await expect(insert).rejects.toThrow(/row-level security/)
  })

  it('carries no context from one piece of work to another over 1,000 of them on 2 connections (S-16)', async () => {
    const organizations = Array.from({ length: 10 }, () => randomUUID())
    const audit = api.app.get(Audit)
    const foreign: unknown[] = []
    const work = async (n: number) => {
      const organizationId = organizations[n % organizations.length] ?? ''
      await api.database.inOrganization(organizationId, async (tx) => {
        if (n % 3 === 0) {
          await audit.record(tx, {
            actor: SYSTEM,
            action: 'a.b',
            subject: { kind: 'k', id: String(n), name: 'n' },
            summary: 's',
          })
        }
        const rows = await tx.query<{ id: string }[]>('select distinct organization_id as id from audit_events')
        foreign.push(...rows.filter(({ id }) => id !== organizationId))
        if (n % 7 === 0) throw new Error('aborted on purpose')
        if (n % 11 === 0) await tx.query('select 1 / 0')
      })
    }
    const numbers = Array.from({ length: 1000 }, (_, n) => n)
    const failed: number[] = []
    const left = [...numbers]
    const takeTurns = async () => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) {
        const turn = n
        await work(turn).catch(() => failed.push(turn))
      }
    }
    await Promise.all(Array.from({ length: 25 }, takeTurns))
    expect(foreign).toEqual([])
    expect(failed.toSorted((a, b) => a - b)).toEqual(numbers.filter((n) => n % 7 === 0 || n % 11 === 0))
    const context = await api.database.outside((tx) =>
      tx.query<{ context: string | null }[]>(
        `select nullif(current_setting('app.organization_id', true), '') as context`,
      ),
    )
    expect(context).toEqual([{ context: null }])
  })
})

describe('a login that row-level security would not bind', () => {
  it('is refused at start (S-14)', async () => {
    const api = await startApp({ ROLE: 'api' })
    const start = startApp({ ROLE: 'api', DATABASE_APP_URL: api.ownerDatabase.ownerUrl })
    await expect(start).rejects.toThrow(/escapes row-level security/)
    await api.close()
  })
})
