import { mount } from '@vue/test-utils'
import { HelpLinks, ProblemNotice, problemHelp } from '@tenantry/ui'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { explaining, type Article } from '../src/features/help/articles.js'
import { installHttp, serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

installHttp()
const { on } = serveHttp()

const article = (id: string, explains: string[], provider?: string): Article => ({
  id,
  title: `About ${id}`,
  to: `/help/${id}`,
  words: [],
  paragraphs: ['It is so.'],
  steps: [],
  links: [],
  explains,
  ...(provider && { provider: { id: provider, name: provider } }),
})
const articles = [
  article('acme-secret', ['secret_invalid'], 'acme'),
  article('zenith-secret', ['secret_invalid', 'role_missing'], 'zenith'),
  article('unknown', ['throttled']),
]
const found = (code: string, provider?: string) => explaining(articles, code, provider).map(({ id }) => id)

describe('the articles that explain an error', () => {
  it('are those of the provider at hand', () => {
    expect(found('secret_invalid', 'acme')).toEqual(['acme-secret'])
  })

  it('are everyone’s where no provider is at hand', () => {
    expect(found('secret_invalid')).toEqual(['acme-secret', 'zenith-secret'])
  })

  it('are not another provider’s: what it says is about an app of its own', () => {
    expect(found('role_missing', 'acme')).toEqual([])
  })

  it('are ours where we have one', () => {
    expect(found('throttled', 'acme')).toEqual(['unknown'])
    expect(found('nothing_said')).toEqual([])
  })
})

describe('a problem', () => {
  const problem = { title: 'A role is missing', why: 'It is not assigned.', fix: 'Assign it.', code: 'role_missing' }
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: () => null }] })
  const notice = (links: { label: string; href: string }[]) =>
    mount(ProblemNotice, {
      props: { problem },
      global: { plugins: [router], provide: { [problemHelp as symbol]: () => links } },
    })

  it('links to the article that explains it, beside what to do (S3.59)', () => {
    const link = notice([{ label: 'The app does not show', href: '/help/acme/picker' }]).get('[aria-label=Help] a')
    expect(link.text()).toBe('The app does not show')
    expect(link.attributes('href')).toBe('/help/acme/picker')
    expect(link.attributes('target')).toBe('_blank')
  })

  it('links once to an article that explains several of its causes', () => {
    const known: Record<string, string[]> = { refused: ['who', 'gap'], missing: ['who', 'where'] }
    const links = mount(HelpLinks, {
      props: { code: ['refused', 'missing'] },
      global: {
        provide: {
          [problemHelp as symbol]: (code: string) => known[code]?.map((label) => ({ label, href: `/help/${label}` })),
        },
      },
    })
    expect(links.findAll('a').map((link) => link.text())).toEqual(['who', 'gap', 'where'])
  })

  it('shows no empty list where nothing explains it', () => {
    expect(notice([]).find('[aria-label=Help]').exists()).toBe(false)
  })
})

describe('the help page', () => {
  const membership = { organizationId: 'org', organizationName: 'Org', role: 'owner', permissions: [] }
  const HelpPage = () => import('../src/pages/help/HelpPage.vue').then((module) => module.default)

  it('lists articles by provider with their first sentence, and their reference pages as cards (S3.67)', async () => {
    on('GET /api/v1/session', () => ({ body: { user: { id: 'u' }, memberships: [membership] } }))
    on('GET /api/v1/organizations/org/help', () => ({
      body: {
        items: [
          {
            providerId: 'acme',
            providerName: 'Acme',
            id: 'picker',
            title: 'Not in the picker',
            paragraphs: ['Search for it.', 'More.'],
            steps: [],
            words: [],
            explains: [],
            links: [],
          },
        ],
        nextCursor: null,
        references: [
          { providerId: 'acme', providerName: 'Acme', title: 'Roles', text: 'All.', href: 'https://a.example' },
        ],
      },
    }))
    const { wrapper } = await mountInApp(await HelpPage(), {}, '/help')
    expect(wrapper.text()).toContain('Search for it.')
    expect(wrapper.text()).not.toContain('More.')
    expect(wrapper.get('a[href="/help/acme/picker"]').text()).toBe('Not in the picker')
    expect(wrapper.get('a[href="https://a.example"]').text()).toContain('Roles')
    expect(wrapper.get('a[href="/o/org/help/who-can-do-what"]').text()).toBe('Who can do what')
  })
})
