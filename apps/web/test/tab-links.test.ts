import { TabLinks } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

describe('the parts of a page', () => {
  it('are links of which the open one alone is the current page, also where only the query tells them apart', async () => {
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
    })
    await router.push('/company?tab=health')
    const nav = mount(TabLinks, {
      global: { plugins: [router] },
      props: {
        label: 'Company',
        tabs: [
          { label: 'Overview', to: { query: {} }, open: false },
          { label: 'Health', to: { query: { tab: 'health' } }, open: true },
        ],
      },
    })
    expect(nav.find('nav').attributes('aria-label')).toBe('Company')
    const links = nav.findAll('a')
    expect(links.map((link) => [link.text(), link.attributes('aria-current') ?? '–'])).toEqual([
      ['Overview', '–'],
      ['Health', 'page'],
    ])
    expect(links.map((link) => link.attributes('href'))).toEqual(['/company', '/company?tab=health'])
  })
})
