import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { useLiveEvents } from '../../composables/live-updates.js'
import { useOrganization } from '../../composables/organization.js'
import {
  disableConnection,
  disconnect,
  enableConnection,
  refreshData,
  testConnection,
  type ConnectionRef,
} from '../../queries/connections.js'
import { healthLooks } from './health.js'
import { toast, toastProblem } from '../../composables/toasts.js'

type Part = 'authentication' | 'permissions' | 'apiCalls'

/** What can be done to a connection from its page, with how far it is. */
export function useConnectionActions(connection: Readonly<Ref<ConnectionRef>>) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { within } = useOrganization()
  const progress = ref<Partial<Record<Part, string>>>()
  const refreshing = ref(false)

  const renew = () => queryClient.invalidateQueries({ queryKey: ['organizations', connection.value.organizationId] })
  useLiveEvents(({ kind, data }) => {
    if (data['id'] !== connection.value.connectionId) return
    if (kind === 'connection.test.progress' && progress.value) {
      progress.value = { ...progress.value, [String(data['part'])]: String(data['status']) }
    } else if (kind === 'connection.changed' && refreshing.value) {
      refreshing.value = false
      progress.value = undefined
      toast({ title: 'Data refreshed', tone: 'success' })
    }
  })

  const test = useMutation({
    mutationFn: () => testConnection(connection.value),
    onMutate: () => {
      progress.value = {}
    },
    onSuccess: async ({ health, problem }) => {
      await renew()
      const good = health === 'connected'
      toast({
        title: good ? 'All three checks passed' : healthLooks[health].label,
        ...(problem && { description: problem.title }),
        tone: good ? 'success' : 'error',
      })
    },
    onError: toastProblem,
    onSettled: () => {
      progress.value = undefined
    },
  })
  const refresh = useMutation({
    mutationFn: () => refreshData(connection.value),
    onMutate: () => {
      refreshing.value = true
      progress.value = {}
    },
    onError: (error) => {
      refreshing.value = false
      progress.value = undefined
      toastProblem(error)
    },
  })
  const disable = useMutation({
    mutationFn: () => disableConnection(connection.value),
    onSuccess: async ({ name }) => {
      await renew()
      toast({
        title: `${name} is disabled`,
        action: { label: 'Undo', run: () => enable.mutate() },
      })
    },
    onError: toastProblem,
  })
  const enable = useMutation({
    mutationFn: () => enableConnection(connection.value),
    onSuccess: async ({ name }) => {
      await renew()
      toast({ title: `${name} is enabled` })
    },
    onError: toastProblem,
  })
  const remove = useMutation({
    mutationFn: () => disconnect(connection.value),
    onSuccess: async () => {
      await router.push(within('/settings/integrations'))
      await renew()
      toast({ title: 'Disconnected', description: 'Its credential and tokens are gone.' })
    },
    onError: toastProblem,
  })
  return { test, refresh, disable, enable, remove, progress: computed(() => progress.value), refreshing }
}

export type ConnectionActions = ReturnType<typeof useConnectionActions>
