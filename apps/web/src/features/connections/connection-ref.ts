import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useOrganization } from '../../composables/organization.js'
import type { ConnectionRef } from '../../queries/connections.js'

/** The connection in the address. */
export function useConnectionRef() {
  const route = useRoute()
  const { organizationId, within } = useOrganization()
  const ref = computed<ConnectionRef>(() => ({
    organizationId: organizationId.value,
    connectionId: String(route.params['connectionId']),
  }))
  const base = computed(() =>
    within(`/settings/integrations/${String(route.params['providerId'])}/connections/${ref.value.connectionId}`),
  )
  return { ref, base, providerId: computed(() => String(route.params['providerId'])) }
}
