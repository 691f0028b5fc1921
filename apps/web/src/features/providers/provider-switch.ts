import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { useOrganization } from '../../composables/organization.js'
import { switchProvider } from '../../queries/providers.js'
import { toast, toastProblem } from '../../composables/toasts.js'

/** Switches an integration on or off for the organization. */
export function useProviderSwitch() {
  const { organizationId } = useOrganization()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ providerId, enabled }: { providerId: string; enabled: boolean }) =>
      switchProvider(organizationId.value, providerId, enabled),
    onSuccess: async ({ name, enabled }) => {
      await queryClient.invalidateQueries({ queryKey: ['organizations', organizationId.value] })
      toast({ title: `${name} is switched ${enabled ? 'on' : 'off'}` })
    },
    onError: toastProblem,
  })
}
