import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { useOrganization } from '../../composables/organization.js'
import { foundTenantsQuery } from '../../queries/tenants.js'

const TYPING_MS = 150
const FROM_LETTERS = 2

/** The companies that the server finds for what is typed, a moment after the typing pauses. */
export function useCompanyResults(typed: Readonly<Ref<string>>) {
  const { organizationId, can } = useOrganization()
  const sought = ref('')
  let timer: number | undefined
  watch(typed, (text) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => (sought.value = text.trim()), TYPING_MS)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  const enabled = computed(
    () => organizationId.value !== '' && sought.value.length >= FROM_LETTERS && can('tenants:read'),
  )
  const { data } = useQuery(
    computed(() => ({
      ...foundTenantsQuery(organizationId.value, sought.value),
      enabled: enabled.value,
      placeholderData: keepPreviousData,
    })),
  )
  return computed(() => (enabled.value ? (data.value?.items ?? []) : []))
}
