import UApp from '@nuxt/ui/components/App.vue'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, vi } from 'vitest'
import { h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

/** Mounts a component the way the console does: with router, query cache, tooltips and toasts. `route` names the parameters of the path. */
export async function mountInApp(
  component: Component,
  props: Record<string, unknown> = {},
  path = '/o/org',
  route = '/o/:organizationId/:rest(.*)*',
) {
  const empty = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: route, component: empty },
      { path: '/:rest(.*)*', component: empty },
    ],
  })
  await router.push(path)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrapper = mount(
    { render: () => h(UApp, null, { default: () => h(component, props) }) },
    { attachTo: document.body, global: { plugins: [router, [VueQueryPlugin, { queryClient }]] } },
  )
  /** Waits until every question to the server has its answer and the page shows it. */
  const settled = async () => {
    await vi.waitFor(() => expect(queryClient.isFetching() + queryClient.isMutating()).toBe(0))
    await flushPromises()
  }
  await settled()
  return { wrapper, router, settled }
}
