import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Company } from '../src/api/shapes.js'
import ConsentStep from '../src/features/company/ConsentStep.vue'
import { pending } from './company-sample.js'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

const { sent, on } = serveHttp()
const visits = `/api/v1/organizations/org/tenants/${pending.id}/consent-requests`
const tab = { opener: {}, location: { replace: vi.fn() }, close: vi.fn() }
const visit = {
  id: 'v-1',
  askedBy: 'Ada',
  handover: false,
  askedAt: '2026-11-21T09:00:00Z',
  expiresAt: '2099-11-21T10:00:00Z',
  returnsHere: true,
  endedAt: null,
  outcome: null,
  problem: null,
}

beforeEach(() => {
  sessionStorage.clear()
  vi.stubGlobal('open', () => tab)
  vi.clearAllMocks()
  on(`GET ${visits}`, () => ({ body: { items: [], nextCursor: null } }))
  on(`POST ${visits}`, () => ({
    status: 201,
    body: {
      id: 'v-1',
      url: 'https://provider.example/consent',
      returnsHere: true,
      returnTo: '',
      expiresAt: visit.expiresAt,
    },
  }))
})

async function shown(company: Company = pending, more: Record<string, unknown> = {}) {
  const { wrapper, settled } = await mountInApp(ConsentStep, {
    company,
    organizationId: 'org',
    providerName: 'Acme',
    writes: true,
    primary: true,
    verifying: false,
    ...more,
  })
  const click = async (label: string) => {
    const button = [...document.querySelectorAll<HTMLElement>('button')].find(
      ({ textContent }) => textContent.trim() === label,
    )
    if (!button) throw new Error(`There is no button “${label}”.`)
    button.click()
    await settled()
  }
  return { wrapper, settled, click, text: () => document.body.textContent }
}

describe('consent of one company', () => {
  it('S3.28, S3.59: says who can consent, who cannot, and what it lights up', async () => {
    const { text } = await shown()
    expect(text()).toContain('Privileged Administrator or Global Administrator of Fabrikam.')
    expect(text()).toContain('Your people can too: the relationship holds Privileged Administrator.')
    expect(text()).toContain('Not enough: App Administrator.')
    expect(text()).toContain('Lights up Users and Post.')
  })

  it('S3.61: sends to the customer’s administrator where no role of the relationship is enough', async () => {
    const { wrapper } = await shown({ ...pending, relationships: [] })
    const buttons = wrapper.findAll('button').map((button) => button.text())
    expect(buttons.slice(0, 2)).toEqual(['Make a handover link', 'Grant admin consent'])
    expect(wrapper.text()).toContain('None of your people can')
  })

  it('N4: shows feature by feature what would change before anything is opened', async () => {
    const { click, text } = await shown()
    await click('Grant admin consent')
    expect(document.querySelector('[role=dialog] table')?.textContent).toMatch(/People\.Read.*New.*Medium/)
    expect(document.querySelector('[role=dialog] table')?.textContent).toMatch(/Org\.Read.*Covered already.*Low/)
    expect(text()).toContain('Wide reach: Post.Manage')
    expect(sent.filter(({ method }) => method === 'POST')).toEqual([])
  })

  it('S3.32: opens the provider’s page beside this one, which waits for it, also after a reload', async () => {
    const { click, text, wrapper } = await shown()
    await click('Grant admin consent')
    await click('Open Acme’s consent page')
    expect(tab.location.replace).toHaveBeenCalledWith('https://provider.example/consent')
    expect(tab.opener).toBeNull()
    expect(text()).toContain('Waiting for consent in Fabrikam')
    wrapper.unmount()
    expect((await shown()).text()).toContain('Waiting for consent in Fabrikam')
  })

  it('stops waiting when the way back says that nothing was granted, and says why', async () => {
    const { click, wrapper } = await shown()
    await click('Grant admin consent')
    await click('Open Acme’s consent page')
    wrapper.unmount()
    const problem = { code: 'consent_refused', title: 'Refused', why: 'They declined.', fix: 'Ask.', retryable: false }
    const over = { ...visit, endedAt: '2026-11-21T09:01:00Z', outcome: 'refused', problem }
    on(`GET ${visits}`, () => ({ body: { items: [over], nextCursor: null } }))
    const { text } = await shown()
    expect(text()).not.toContain('Waiting for consent')
    expect(document.querySelector('[data-outcome=refused]')?.textContent).toContain('They declined.')
  })

  it('0.2 #9: says that the visit may end on an error page where there is no way back', async () => {
    sessionStorage.setItem(
      `tenantry.consent.${pending.id}`,
      JSON.stringify({ id: 'v-1', url: 'https://x.example', returnsHere: false, startedAt: visit.askedAt }),
    )
    expect((await shown()).text()).toContain('it may end on an error page although consent worked')
  })

  it('closes the tab again and says what went wrong when the visit cannot begin', async () => {
    on(`POST ${visits}`, () => ({
      status: 409,
      body: { title: 'Switched off', status: 409, detail: 'The connection is off.', code: 'x', fix: 'Switch it on.' },
    }))
    const { click, text } = await shown()
    await click('Grant admin consent')
    await click('Open Acme’s consent page')
    expect(tab.close).toHaveBeenCalled()
    expect(text()).toContain('The connection is off.')
    expect(text()).not.toContain('Waiting for consent')
  })

  it('mentions who else is at the consent page', async () => {
    on(`GET ${visits}`, () => ({ body: { items: [{ ...visit, id: 'v-2', askedBy: 'Grace' }], nextCursor: null } }))
    expect((await shown()).text()).toContain('Grace opened the consent page')
  })

  it('offers nothing to whoever may only look', async () => {
    const { wrapper } = await shown(pending, { writes: false })
    expect(wrapper.findAll('button')).toEqual([])
  })
})
