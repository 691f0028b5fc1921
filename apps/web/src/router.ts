import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { rememberedOrganization, rememberOrganization } from './composables/organization.js'
import { queryClient, sessionEnd } from './queries/client.js'
import { sessionQuery, setupQuery } from './queries/session.js'
import { routes } from './routes.js'

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => {
    if (saved) return saved
    if (to.hash) return { el: `#${CSS.escape(to.hash.slice(1))}`, top: 72 }
    return to.path === from.path ? undefined : { top: 0 }
  },
})

router.beforeEach(async (to) => {
  if (to.meta.public) return true
  const session = await queryClient.ensureQueryData(sessionQuery()).catch(() => undefined)
  if (session === undefined) return { name: 'unreachable', query: { next: to.fullPath } }
  if (session === null) {
    const setup = await queryClient.ensureQueryData(setupQuery()).catch(() => undefined)
    if (setup?.needsOwner) return { name: 'setup' }
    return { name: 'sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  }
  const wanted = to.params['organizationId']
  if (typeof wanted === 'string') {
    if (session.memberships.some(({ organizationId }) => organizationId === wanted)) {
      rememberOrganization(wanted)
      return true
    }
    return { name: 'not-found', params: { rest: ['no-such-organization'] } }
  }
  if (to.path !== '/') return true
  const remembered = session.memberships.find(({ organizationId }) => organizationId === rememberedOrganization())
  const home = remembered ?? session.memberships[0]
  return home ? `/o/${home.organizationId}` : { name: 'no-organization' }
})

// A new page is announced by putting the focus on its heading, the way a page load does.
router.afterEach(async (to, from) => {
  if (to.path === from.path || !from.name) return
  await nextTick()
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
})

sessionEnd.handler = () => {
  const { fullPath, meta } = router.currentRoute.value
  if (!meta.public) void router.push({ name: 'sign-in', query: { next: fullPath } })
}
