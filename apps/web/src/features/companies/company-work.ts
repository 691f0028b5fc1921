import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import type { TenantRun } from '../../api/shapes.js'
import { useOrganization } from '../../composables/organization.js'
import { toast, toastProblem } from '../../composables/toasts.js'
import { capabilitiesQuery, syncTenants, tenantRunsQuery, verifyTenants } from '../../queries/tenants.js'
import { followRuns } from '../runs/run-events.js'
import { lastSyncs } from './sync-state.js'

/** What can be begun for many companies, and what is under way. */
export function useCompanyWork(organizationId: Readonly<Ref<string>>) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { within } = useOrganization()
  const capabilities = useQuery(computed(() => capabilitiesQuery(organizationId.value)))
  const runs = useQuery(computed(() => tenantRunsQuery(organizationId.value)))
  const sources = computed(() => capabilities.data.value?.tenants.connections ?? [])
  const latest = computed(() => runs.data.value?.items ?? [])

  const begun = async (started: readonly TenantRun[]) => {
    followRuns(started.map(({ id }) => id))
    await queryClient.invalidateQueries({ queryKey: tenantRunsQuery(organizationId.value).queryKey })
  }
  const sync = useMutation({
    mutationFn: (connectionIds: readonly string[]) =>
      Promise.all(connectionIds.map((id) => syncTenants(organizationId.value, id))),
    onSuccess: begun,
    onError: toastProblem,
  })
  const verify = useMutation({
    mutationFn: (tenantIds: string[]) => verifyTenants(organizationId.value, tenantIds),
    onSuccess: async ({ runs: started, tenants }) => {
      await begun(started)
      const [first] = started
      toast({
        title: tenants === 1 ? 'Verifying 1 company' : `Verifying ${tenants} companies`,
        ...(tenants > 1 &&
          first && { action: { label: 'See each company', run: () => void router.push(within(`/runs/${first.id}`)) } }),
      })
    },
    onError: toastProblem,
  })
  return {
    capabilities,
    sources,
    sync,
    verify,
    underWay: computed(() =>
      latest.value.filter((run) => !run.endedAt && run.kind !== 'recheck' && (run.kind !== 'verify' || run.total > 1)),
    ),
    syncing: computed(() => latest.value.some(({ kind, endedAt }) => kind === 'discover' && !endedAt)),
    syncs: computed(() => lastSyncs(latest.value)),
  }
}
