import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { Company } from '../../api/shapes.js'
import { useOrganization } from '../../composables/organization.js'
import { connectionsQuery } from '../../queries/connections.js'

/** The connection that a company is reached through, as far as one may see it. */
export function useCompanyConnection(company: Readonly<Ref<Company | undefined>>) {
  const { organizationId, can } = useOrganization()
  const { data } = useQuery(
    computed(() => ({
      ...connectionsQuery(organizationId.value),
      enabled: organizationId.value !== '' && can('connections:read'),
    })),
  )
  return computed(() => data.value?.items.find(({ id }) => id === company.value?.connectionId))
}

/** The name of the provider that a company belongs to, for buttons that lead there. */
export function useProviderName(company: Readonly<Ref<Company | undefined>>) {
  const connection = useCompanyConnection(company)
  return computed(() => connection.value?.providerName ?? 'the provider')
}
