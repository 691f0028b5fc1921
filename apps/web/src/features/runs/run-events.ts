import { useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useRouter } from 'vue-router'
import type { TenantRun } from '../../api/shapes.js'
import { useLiveEvents } from '../../composables/live-updates.js'
import { useOrganization } from '../../composables/organization.js'
import { toast } from '../../composables/toasts.js'
import { tenantRunQuery, tenantRunsQuery } from '../../queries/tenants.js'
import { hasEnded, runOutcome, runTitle } from './run-words.js'

const FOLLOWED = 'tenantry.runs'
const followed = () => new Set((sessionStorage.getItem(FOLLOWED) ?? '').split(' ').filter(Boolean))
const keep = (ids: Set<string>) => sessionStorage.setItem(FOLLOWED, [...ids].join(' '))

/** Remembers runs that were begun here, so that their end is told wherever one is by then. */
export function followRuns(ids: readonly string[]): void {
  keep(new Set([...followed(), ...ids]))
}

/** Keeps what is known of runs up with what the server tells, and says so when one ends that was begun here. */
export function useRunEvents(organizationId: Readonly<Ref<string>>) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { within } = useOrganization()

  useLiveEvents(({ kind, data }) => {
    if (kind !== 'tenant-run.changed') return
    const change = data as Pick<TenantRun, 'id' | 'status'> & Partial<TenantRun>
    const organization = organizationId.value
    queryClient.setQueryData(tenantRunQuery(organization, change.id).queryKey, (run) => run && { ...run, ...change })
    let known = false
    queryClient.setQueryData(tenantRunsQuery(organization).queryKey, (page) => {
      known = page?.items.some(({ id }) => id === change.id) ?? false
      return page && { ...page, items: page.items.map((run) => (run.id === change.id ? { ...run, ...change } : run)) }
    })
    if (!known || hasEnded(change.status)) {
      void queryClient.invalidateQueries({ queryKey: ['organizations', organization, 'tenant-runs'] })
    }
    if (!hasEnded(change.status)) return
    void queryClient.invalidateQueries({ queryKey: ['organizations', organization, 'attention'] })
    const ids = followed()
    if (!ids.delete(change.id)) return
    keep(ids)
    void tell(change.id)
  })

  async function tell(runId: string) {
    const page = within(`/runs/${runId}`)
    if (router.currentRoute.value.path === page) return
    const run = await queryClient.fetchQuery(tenantRunQuery(organizationId.value, runId))
    const good = run.status === 'succeeded'
    toast({
      title: runTitle(run),
      description: runOutcome(run),
      tone: good ? 'success' : 'error',
      action: { label: 'See results', run: () => void router.push(page) },
    })
  }
}
