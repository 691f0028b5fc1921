import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/vue-query'
import type { paths, Schema } from '@tenantry/api-client'
import { api } from '../api/client.js'
import { call } from '../api/problem.js'
import { ofOrganization, once } from './address.js'

type ListParameters = NonNullable<paths['/api/v1/organizations/{organizationId}/tenants']['get']['parameters']['query']>

/** Which companies, and in which order. */
export type TenantListing = Omit<ListParameters, 'limit' | 'cursor'>
/** Which companies. */
export type TenantFilter = Omit<TenantListing, 'sort' | 'descending'>
type Page = Schema<'TenantPage'>

const PAGE_ROWS = 100

const tenantPage = (organizationId: string, listing: TenantListing, cursor: string | null) =>
  call(
    api.GET('/api/v1/organizations/{organizationId}/tenants', {
      params: {
        path: { organizationId },
        query: { ...listing, limit: PAGE_ROWS, ...(cursor !== null && { cursor }) },
      },
    }),
  )

export const tenantsQuery = (organizationId: string, listing: TenantListing) =>
  infiniteQueryOptions({
    queryKey: ['organizations', organizationId, 'tenants', 'list', listing],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
    queryFn: ({ pageParam }) => tenantPage(organizationId, listing, pageParam),
  })

/** Asks anew for some pages of a list that is on screen, and leaves the others as they are. */
export async function renewTenantPages(
  queryClient: QueryClient,
  organizationId: string,
  listing: TenantListing,
  pages: ReadonlySet<number>,
): Promise<void> {
  const { queryKey } = tenantsQuery(organizationId, listing)
  const known = queryClient.getQueryData(queryKey)
  if (!known) return
  const fresh = await Promise.all(
    [...pages]
      .filter((index) => index < known.pages.length)
      .map(async (index) => {
        const cursor = known.pageParams[index]
        return { index, page: await tenantPage(organizationId, listing, typeof cursor === 'string' ? cursor : null) }
      }),
  )
  queryClient.setQueryData(queryKey, (now) => {
    if (!now) return now
    const replaced = [...now.pages]
    for (const { index, page } of fresh) {
      // The cursor into the next page stays as it was asked: a list that shrank or grew is made whole by the next full look.
      if (replaced[index]) replaced[index] = { ...page, nextCursor: replaced[index].nextCursor }
    }
    return { ...now, pages: replaced }
  })
}

export const tenantCountsQuery = (organizationId: string, filter: TenantFilter) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'tenants', 'counts', filter],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenant-counts', {
          params: { path: { organizationId }, query: filter },
        }),
      ),
  })

export const syncTenants = (organizationId: string, connectionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/connections/{connectionId}/tenant-syncs', {
      params: { path: { organizationId, connectionId } },
      headers: once(),
    }),
  )

export const verifyTenants = (organizationId: string, tenantIds: string[]) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenant-verifications', {
      ...ofOrganization(organizationId),
      headers: once(),
      body: { tenantIds },
    }),
  )

/** The first few companies that match what someone types. */
export const foundTenantsQuery = (organizationId: string, q: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'tenants', 'found', q],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenants', {
          params: { path: { organizationId }, query: { q, limit: 8 } },
        }),
      ),
  })

/** Every company that matches, however many pages that takes. */
export async function allTenants(organizationId: string, filter: TenantFilter): Promise<Page['items']> {
  const found: Page['items'] = []
  let cursor: string | null = null
  do {
    const page: Page = await tenantPage(organizationId, filter, cursor)
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

/** Has a provider consent in all of these companies. */
export const consentInBulk = (organizationId: string, tenantIds: string[], connectionId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/bulk-consents', {
      ...ofOrganization(organizationId),
      headers: once(),
      body: { tenantIds, connectionId },
    }),
  )

const runs = (organizationId: string) => ['organizations', organizationId, 'tenant-runs']

/** The latest runs, those under way among them. */
export const tenantRunsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...runs(organizationId), 'latest'],
    queryFn: () =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenant-runs', {
          params: { path: { organizationId }, query: { limit: 50 } },
        }),
      ),
  })

export const readRun = (organizationId: string, runId: string) =>
  call(
    api.GET('/api/v1/organizations/{organizationId}/tenant-runs/{runId}', {
      params: { path: { organizationId, runId } },
    }),
  )

export const tenantRunQuery = (organizationId: string, runId: string) =>
  queryOptions({
    queryKey: [...runs(organizationId), runId],
    queryFn: () => readRun(organizationId, runId),
  })

export const tenantRunItemsQuery = (organizationId: string, runId: string, withProblem: boolean) =>
  infiniteQueryOptions({
    queryKey: [...runs(organizationId), runId, 'items', { withProblem }],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Schema<'TenantRunItemPage'>) => page.nextCursor,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/organizations/{organizationId}/tenant-runs/{runId}/items', {
          params: {
            path: { organizationId, runId },
            query: {
              limit: PAGE_ROWS,
              ...(withProblem && { withProblem: 'true' as const }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
  })

export const cancelRun = (organizationId: string, runId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenant-runs/{runId}/cancel', {
      params: { path: { organizationId, runId } },
    }),
  )

/** Waits no longer for one tenant of a bulk consent. */
export const stopWaiting = (organizationId: string, runId: string, tenantId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenant-runs/{runId}/items/{tenantId}/stop', {
      params: { path: { organizationId, runId, tenantId } },
    }),
  )

/** Begins again with what failed in a run. */
export const retryRun = (organizationId: string, runId: string) =>
  call(
    api.POST('/api/v1/organizations/{organizationId}/tenant-runs/{runId}/retry', {
      params: { path: { organizationId, runId } },
      headers: once(),
    }),
  )

/** What can be done in tenants, and through which connections. */
export const capabilitiesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', organizationId, 'connections', 'capabilities'],
    queryFn: () => call(api.GET('/api/v1/organizations/{organizationId}/capabilities', ofOrganization(organizationId))),
  })
