import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, type Ref } from 'vue'
import { useLiveEvents } from '../../composables/live-updates.js'
import { renewTenantPages, tenantCountsQuery, tenantsQuery } from '../../queries/tenants.js'
import { hasEnded } from '../runs/run-words.js'
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
  let timer: number | undefined
  let renewAll = false

  async function renew() {
    timer = undefined
    const all = renewAll
    renewAll = false
    const pages = list.data.value?.pages.map(({ items }) => items.length) ?? []
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['organizations', organizationId.value, 'tenants', 'counts'] }),
      all
        ? queryClient.invalidateQueries({ queryKey: ['organizations', organizationId.value, 'tenants', 'list'] })
        : renewTenantPages(queryClient, organizationId.value, listing.value, pagesOf(pages, onScreen.value)),
    ])
  }
  function renewLater(everything: boolean) {
    renewAll ||= everything
    timer ??= window.setTimeout(() => void renew().catch(() => undefined), RENEW_MS)
  }
  useLiveEvents(({ kind, data }) => {
    if (kind === 'tenant.changed') renewLater(false)
    if (kind === 'tenants.listed' || (kind === 'tenant-run.changed' && hasEnded(String(data['status']))))
      renewLater(true)
  })
  onScopeDispose(() => window.clearTimeout(timer))

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
