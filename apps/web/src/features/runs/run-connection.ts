import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { TenantRun } from '../../api/shapes.js'
import { useOrganization } from '../../composables/organization.js'
import { connectionsQuery } from '../../queries/connections.js'

/** Names the provider through which a run goes, where that is worth saying. */
export function useRunConnection() {
  const { organizationId } = useOrganization()
  const { data } = useQuery(computed(() => connectionsQuery(organizationId.value)))
  return ({ connectionId, kind, via }: TenantRun): string | undefined =>
    kind === 'discover' ? data.value?.items.find(({ id }) => id === connectionId)?.providerName : via?.providerName
}
