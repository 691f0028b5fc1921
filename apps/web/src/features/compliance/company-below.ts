import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useOrganization } from '../../composables/organization.js'
import type { CompanyRef } from '../../queries/address.js'
import { companyQuery } from '../../queries/company.js'

/** The company that the address names, for pages below its own, and the way back to the tab they belong to. */
export function useCompanyBelow(tab: 'compliance' | 'data') {
  const route = useRoute()
  const { organizationId, within } = useOrganization()
  const address = computed<CompanyRef>(() => ({
    organizationId: organizationId.value,
    tenantId: String(route.params['tenantId']),
  }))
  const below = (path: string) => within(`/companies/${address.value.tenantId}${path}`)
  const { data } = useQuery(computed(() => companyQuery(address.value)))
  const name = computed(() => data.value?.name ?? 'Company')
  const trail = computed(() => [
    { label: 'Companies', to: within('/companies') },
    { label: name.value, to: below(`?tab=${tab}`) },
  ])
  return { address, name, below, trail }
}
