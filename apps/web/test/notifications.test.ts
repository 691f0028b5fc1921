import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { installHttp, serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

installHttp()
const { on, sent } = serveHttp()
const { default: NoticePanel } = await import('../src/features/notifications/NoticePanel.vue')
const { default: MailServerForm } = await import('../src/features/notifications/MailServerForm.vue')
const { ruleSentence } = await import('../src/features/notifications/rule-sentence.js')

const base = '/api/v1/organizations/org'
const session = {
  user: { id: 'me', name: 'Ada', email: 'ada@example.com' },
  memberships: [
    {
      organizationId: 'org',
      organizationName: 'Analytical Engines',
      organizationKind: 'msp',
      role: 'owner',
      permissions: ['notifications:read', 'notifications:write'],
    },
  ],
}
const notice = (changes: object = {}) => ({
  id: '7b0a4f6e-3a5d-4f0e-9d52-2b8f7d1c6a90',
  kind: 'consent.revoked',
  severity: 'critical',
  state: 'open',
  subject: { kind: 'tenant', id: 't', name: 'Contoso' },
  connectionId: null,
  tenantId: 't',
  title: 'Contoso revoked its consent',
  detail: 'Our sign-in is refused in this tenant.',
  fix: 'Ask an administrator of the tenant to consent again.',
  permission: 'tenants:write',
  path: '/companies/t',
  facts: {},
  happenedAt: '2026-11-21T10:00:00.000Z',
  resolvedAt: null,
  read: false,
  ...changes,
})

describe('the panel of notices', () => {
  const panel = async (items: object[], counts = { unread: items.length, open: items.length }) => {
    on('GET /api/v1/session', () => ({ body: session }))
    on(`GET ${base}/notices`, () => ({ body: { items, nextCursor: null } }))
    on(`POST ${base}/notice-reads`, () => ({ status: 200 }))
    const app = await mountInApp(NoticePanel, { open: true, counts })
    await vi.waitFor(() => expect(document.body.textContent).toContain('Mark all as read'))
    await app.settled()
    return app
  }

  it('says what happened, why and what to do, and leads to where it is dealt with', async () => {
    const { router } = await panel([notice()])
    const link = document.body.querySelector<HTMLAnchorElement>('[data-notice]')
    expect(link?.textContent).toMatch(/Critical: Contoso revoked its consent.*Unread.*refused in this tenant.*Ask an/s)
    link?.click()
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/o/org/companies/t'))
    expect(sent.find(({ path }) => path.endsWith('/notice-reads'))?.body).toEqual({ noticeIds: [notice().id] })
  })

  it('marks as read what was on the screen, and not what came meanwhile', async () => {
    await panel([notice(), notice({ id: '0d9c4b6e-6a5c-4f0e-9f3e-0d3a3a1b2c3d', title: 'Older' })])
    const button = [...document.body.querySelectorAll('button')].find((one) => one.textContent?.includes('Mark all'))
    button?.click()
    await vi.waitFor(() =>
      expect(sent.find(({ path }) => path.endsWith('/notice-reads'))?.body).toEqual({ upTo: notice().id }),
    )
  })

  it('says so when there is nothing to read', async () => {
    await panel([], { unread: 0, open: 0 })
    expect(document.body.textContent).toContain('Nothing is open')
  })
})

describe('the form of the mail server', () => {
  it('puts what the server refuses to its field, and sends no password that nobody entered', async () => {
    on(`PUT ${base}/mail-server`, () => ({
      status: 422,
      body: {
        title: 'Some fields are not right',
        status: 422,
        detail: 'One field is not right.',
        code: 'validation_failed',
        fix: 'See `errors`.',
        retryable: false,
        requestId: 'r',
        errors: [{ path: 'password', message: 'has to be entered again, since it was given for another host' }],
      },
    }))
    const own = {
      host: 'smtp.example.com',
      port: 587,
      encryption: 'starttls',
      username: 'mailer',
      passwordSetAt: '2026-11-01T10:00:00.000Z',
      senderName: 'Tenantry',
      senderAddress: 'tenantry@example.com',
      checkedAt: null,
      problem: null,
    }
    const { wrapper } = await mountInApp(MailServerForm, { organizationId: 'org', own, suggested: 'ada@example.com' })
    await wrapper.find('input[name=host]').setValue('other.example.com')
    await wrapper.find('form').trigger('submit')
    await vi.waitFor(() => expect(wrapper.text()).toContain('has to be entered again'))
    await flushPromises()
    expect(sent.at(-1)?.body).toMatchObject({ host: 'other.example.com', username: 'mailer' })
    expect(sent.at(-1)?.body).not.toHaveProperty('password')
  })
})

describe('a rule', () => {
  const rule = {
    id: 'r',
    name: 'On call',
    enabled: true,
    addresses: ['oncall@example.com'],
    roles: ['admin' as const],
    severity: 'warning' as const,
    kinds: [],
    tenantGroupIds: [],
    timing: { kind: 'immediate' as const },
    timeZone: 'Europe/Berlin',
    quiet: { from: '20:00', to: '07:00', criticalPasses: true },
    createdAt: '2026-11-21T10:00:00.000Z',
    delivery: { waiting: 0, nextAt: null, lastSentAt: null, problem: null },
  }
  const names = { kinds: [], groups: new Map([['g', 'Gold']]), roles: new Map([['admin', 'Admin']]) }

  it('is a sentence', () => {
    expect(ruleSentence(rule, names)).toBe(
      'Warnings and critical notices go to oncall@example.com and every admin, at once; between 20:00 and 07:00 (Europe/Berlin) they wait, critical ones all the same.',
    )
    expect(
      ruleSentence(
        { ...rule, roles: [], severity: 'info', tenantGroupIds: ['g'], timing: { kind: 'daily', at: '08:00' } },
        names,
      ),
    ).toBe('All notices about tenants in Gold go to oncall@example.com, once a day at 08:00 (Europe/Berlin).')
    expect(ruleSentence({ ...rule, addresses: null, roles: [], quiet: null }, names)).toBe(
      'Warnings and critical notices go to addresses you may not see, at once.',
    )
  })
})
