import { useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useRouter } from 'vue-router'
import type { TenantRun } from '../../api/shapes.js'
import { followedWork } from '../../composables/followed-work.js'
import { useLiveEvents } from '../../composables/live-updates.js'
import { useMissedEnds } from '../../composables/missed-ends.js'
import { useOrganization } from '../../composables/organization.js'
import { toast } from '../../composables/toasts.js'
import { readRun, tenantRunQuery, tenantRunsQuery } from '../../queries/tenants.js'
import { changeText } from '../companies/sync-state.js'
import { hasEnded, isSettled, runOutcome, runTitle } from './run-words.js'

const runs = followedWork('tenantry.runs')

/** Remembers runs that were begun here, so that their end is told wherever one is by then. */
export const followRuns = runs.follow

/** Keeps what is known of runs up with what the server tells, and says so when one ends that was begun here. */
export function useRunEvents(organizationId: Readonly<Ref<string>>) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { within } = useOrganization()

  /** What the last sync of each connection changed, told shortly before its run ends. */
  const changes = new Map<string, string>()

  useMissedEnds(runs, organizationId, async (runId) => isSettled(await readRun(organizationId.value, runId)))
  useLiveEvents(({ kind, data }) => {
    if (kind === 'tenants.listed') changes.set(String(data['id']), changeText(data))
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
    // What it had begun when it was called off is told when that has ended, too.
    if (!isSettled(change)) return
    runs.end(change.id)
  })

  runs.onEnd((runId) => void tellOf(runId).catch(() => undefined)) // Its own page says it, too.
  async function tellOf(runId: string) {
    const run = await readRun(organizationId.value, runId)
    const good = run.status === 'succeeded'
    const sync = run.kind === 'discover'
    const page = within(sync ? '/companies' : `/runs/${runId}`)
    const here = router.currentRoute.value.path === page
    // A run's own page says it itself, and so does the list when a sync failed.
    if (here && !(sync && good)) return
    toast({
      title: sync && !good ? 'Companies could not be synced' : runTitle(run),
      description:
        (sync && good && changes.get(run.connectionId)) ||
        [...(run.cancelledBy ? [`Cancelled by ${run.cancelledBy}.`] : []), runOutcome(run)].join(' '),
      ...(run.status !== 'cancelled' && { tone: good ? 'success' : 'error' }),
      ...(!here && {
        action: { label: sync ? 'See companies' : 'See results', run: () => void router.push(page) },
      }),
    })
  }
}
