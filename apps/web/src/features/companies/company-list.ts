import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { useLiveEvents } from '../../composables/live-updates.js'
import { renewTenantPages, tenantCountsQuery, tenantsQuery } from '../../queries/tenants.js'
import { countedBy, listedBy, type CompaniesView } from './companies-filter.js'

const RENEW_MS = 1500

/** The companies of a view, page by page, kept fresh where they are looked at while runs go on. */
export function useCompanyList(organizationId: Readonly<Ref<string>>, view: Readonly<Ref<CompaniesView>>) {
  const queryClient = useQueryClient()
  const listing = computed(() => listedBy(view.value))
  const list = useInfiniteQuery(
    computed(() => ({ ...tenantsQuery(organizationId.value, listing.value), placeholderData: keepPreviousData })),
  )
  const counts = useQuery(
    computed(() => ({
      ...tenantCountsQuery(organizationId.value, countedBy(view.value)),
      placeholderData: keepPreviousData,
    })),
  )
  // Rows may move between pages while pages are renewed one by one: each is shown once.
  const companies = computed(() => {
    const seen = new Map((list.data.value?.pages ?? []).flatMap(({ items }) => items.map((item) => [item.id, item])))
    return [...seen.values()]
  })

  /** The first and last row on screen. */
  const onScreen = ref<[number, number]>([0, 0])
  const pagesInView = () => pagesOf(list.data.value?.pages.map(({ items }) => items.length) ?? [], onScreen.value)
  /** How often something changed, and up to which change each page is fresh. */
  let changes = 0
  const renewedAt = new Map<number, number>()
  let timer: number | undefined
  let renewing = false
  let disposed = false
  let again: 'screen' | 'everything' | undefined

  async function renew(what: 'screen' | 'everything') {
    const key = ['organizations', organizationId.value, 'tenants']
    for (const page of pagesInView()) renewedAt.set(page, changes)
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: [...key, 'counts'] }),
      what === 'everything'
        ? queryClient.invalidateQueries({ queryKey: [...key, 'list'] })
        : renewTenantPages(queryClient, organizationId.value, listing.value, pagesInView()),
    ])
  }
  // One look at a time, however many companies change meanwhile; nobody's scrolling waits for it.
  async function renewSoon() {
    timer = undefined
    if (disposed || renewing || again === undefined) return
    if (list.isFetching.value) return schedule()
    const what = again
    again = undefined
    renewing = true
    await renew(what).catch(() => undefined)
    if (disposed) return
    renewing = false
    schedule()
  }
  function schedule() {
    if (again !== undefined && !renewing) timer ??= window.setTimeout(() => void renewSoon(), RENEW_MS)
  }
  function renewLater(what: 'screen' | 'everything') {
    again = again === 'everything' ? again : what
    schedule()
  }
  useLiveEvents(({ kind }) => {
    if (kind === 'tenants.listed') renewLater('everything')
    if (kind !== 'tenant.changed') return
    changes += 1
    renewLater('screen')
  })
  // What was out of sight when it changed is asked for when it comes into sight.
  watch(onScreen, () => {
    if ([...pagesInView()].some((page) => (renewedAt.get(page) ?? 0) < changes)) renewLater('screen')
  })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    disposed = true
  })

  /** Gives every company of the view, asking for the pages that are still missing. */
  async function loadAll() {
    while (list.hasNextPage.value) await list.fetchNextPage()
    return companies.value
  }
  return { list, counts, companies, onScreen, loadAll }
}

/** Which pages hold the rows from the first to the last. */
export function pagesOf(sizes: readonly number[], [first, last]: readonly [number, number]): Set<number> {
  const pages = new Set<number>()
  let start = 0
  for (const [index, size] of sizes.entries()) {
    if (start <= last && start + size > first) pages.add(index)
    start += size
  }
  return pages
}
