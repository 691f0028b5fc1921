import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { Permission } from '../api/shapes.js'
import { rolesQuery } from '../queries/organizations.js'
import { sessionQuery } from '../queries/session.js'

const REMEMBERED = 'tenantry.organization'

/** The organization one works in: the address's, else the one used last, else the first. */
export function useOrganization() {
  const route = useRoute()
  const { data: session } = useQuery(sessionQuery())
  const membership = computed(() => {
    const memberships = session.value?.memberships ?? []
    const wanted = [route.params['organizationId'], localStorage.getItem(REMEMBERED)]
    for (const id of wanted) {
      const found = memberships.find(({ organizationId }) => organizationId === id)
      if (found) return found
    }
    return memberships[0]
  })
  const organizationId = computed(() => membership.value?.organizationId ?? '')
  return {
    session,
    membership,
    organizationId,
    can: (permission: Permission) => membership.value?.permissions.includes(permission) ?? false,
    /** An address inside this organization. */
    within: (path: string) => `/o/${organizationId.value}${path}`,
  }
}

export const rememberOrganization = (id: string) => localStorage.setItem(REMEMBERED, id)
export const rememberedOrganization = () => localStorage.getItem(REMEMBERED)

/** Names of the roles that hold a permission, for telling whom to ask. */
export function useRolesWith(permission: Permission) {
  const { organizationId } = useOrganization()
  const { data } = useQuery(computed(() => rolesQuery(organizationId.value)))
  return computed(() =>
    (data.value?.items ?? []).filter(({ permissions }) => permissions.includes(permission)).map(({ name }) => name),
  )
}
