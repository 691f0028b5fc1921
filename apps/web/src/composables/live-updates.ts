import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, watch, type Ref } from 'vue'
import { askOfWorkUnderWay } from '../queries/work-under-way.js'
import { followStream } from './shared-stream.js'

/** An event as the server streams it. */
export interface LiveEvent {
  kind: string
  data: Record<string, unknown>
}

type Listener = (event: LiveEvent) => void
const listeners = new Set<Listener>()

/** Calls back for every live event while the component is there. */
export function useLiveEvents(listener: Listener) {
  listeners.add(listener)
  onScopeDispose(() => listeners.delete(listener))
}

const EVENTS = [
  'ready',
  'connection.changed',
  'connection.removed',
  'connection.test.progress',
  'connection.refresh.progress',
  'tenant.changed',
  'tenants.listed',
  'tenant-run.changed',
  'assessment.changed',
  'tenant-assessment.changed',
  'snapshot.changed',
  'exception.changed',
  'manual-work.changed',
  'question.changed',
  'notice.created',
  'notice.changed',
  'notification-message.changed',
]

/** What people decide about controls. */
const DECISIONS: ReadonlySet<string> = new Set(['exception.changed', 'manual-work.changed', 'question.changed'])

/** Follows the organization's events: what changed is asked anew, and the parts of the page that care are told. */
export function useLiveUpdates(organizationId: Readonly<Ref<string>>) {
  const queryClient = useQueryClient()
  let leave: (() => void) | undefined

  function receive(kind: string, text: string, again: boolean) {
    const data = JSON.parse(text) as Record<string, unknown>
    for (const listener of listeners) listener({ kind, data })
    if (kind.endsWith('.progress')) return
    // `ready` comes first, when all was just asked, and after a gap: then anything may have changed meanwhile.
    if (kind === 'ready' && !again) return
    const queryKey = ['organizations', organizationId.value]
    // A run over thousands of tenants sends as many of these: only what shows that one is asked again at once.
    if (kind.startsWith('tenant')) {
      if (kind === 'tenant.changed') {
        void queryClient.invalidateQueries({ queryKey: [...queryKey, 'tenant', String(data['id'])] })
      }
      return
    }
    // Compliance follows by itself where it is on screen.
    if (kind.startsWith('assessment') || kind.startsWith('snapshot')) return
    if (DECISIONS.has(kind)) {
      void queryClient.invalidateQueries({ queryKey: [...queryKey, 'compliance'] })
      return
    }
    if (kind.startsWith('noti')) {
      const part = kind.startsWith('notice') ? 'notices' : 'sending'
      void queryClient.invalidateQueries({ queryKey: [...queryKey, part] })
      return
    }
    void queryClient.invalidateQueries({ queryKey: kind === 'ready' ? queryKey : [...queryKey, 'connections'] })
    if (kind !== 'ready') void queryClient.invalidateQueries({ queryKey: [...queryKey, 'attention'] })
  }

  watch(
    organizationId,
    (id) => {
      leave?.()
      leave = undefined
      if (!id) return
      const url = `/api/v1/organizations/${encodeURIComponent(id)}/events`
      leave = followStream(url, EVENTS, ({ kind, text, again }) => receive(kind, text, again))
    },
    { immediate: true },
  )
  onScopeDispose(() => leave?.())
  onScopeDispose(askOfWorkUnderWay(queryClient))
}
