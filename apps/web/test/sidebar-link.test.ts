import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import SidebarLink from '../src/layouts/SidebarLink.vue'

/** Whether the entry is marked on a page. */
async function markedAt(path: string, props: { exact?: boolean; alsoAt?: string } = {}) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  })
  await router.push(path)
  const link = mount(SidebarLink, {
    global: { plugins: [router] },
    props: { to: '/companies', icon: 'i-lucide-building', label: 'Companies', ...props },
  })
  return link.attributes('aria-current') === 'page'
}

describe('an entry of the sidebar', () => {
  it('is marked on its page and on those below it', async () => {
    expect(await markedAt('/companies')).toBe(true)
    expect(await markedAt('/companies/one')).toBe(true)
    expect(await markedAt('/companies-else')).toBe(false)
    expect(await markedAt('/companies/one', { exact: true })).toBe(false)
  })

  it('is marked on pages that one comes to from it, wherever they lie', async () => {
    expect(await markedAt('/runs/one', { alsoAt: '/runs' })).toBe(true)
    expect(await markedAt('/runs/one')).toBe(false)
  })
})
