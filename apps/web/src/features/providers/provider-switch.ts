import { useToast } from '@nuxt/ui/composables/useToast'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { problemOf } from '../../api/problem.js'
import { useOrganization } from '../../composables/organization.js'
import { switchProvider } from '../../queries/providers.js'

/** Switches an integration on or off for the organization. */
export function useProviderSwitch() {
  const { organizationId } = useOrganization()
  const queryClient = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: ({ providerId, enabled }: { providerId: string; enabled: boolean }) =>
      switchProvider(organizationId.value, providerId, enabled),
    onSuccess: async ({ name, enabled }) => {
      await queryClient.invalidateQueries({ queryKey: ['organizations', organizationId.value] })
      toast.add({ title: `${name} is switched ${enabled ? 'on' : 'off'}` })
    },
    onError: (error) => {
      const { title, fix } = problemOf(error)
      toast.add({ title, description: fix, color: 'error' })
    },
  })
}
