import { useMutation } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

/** How a visit to a consent page ended, as far as the way back tells. None of it proves consent. */
export const returnOutcomes = [
  'returned',
  'refused',
  'otherTenant',
  'otherSession',
  'expired',
  'repeated',
  'unknown',
] as const
export type ReturnOutcome = (typeof returnOutcomes)[number]

/** An outcome as it stands in an address; whatever is not one means nothing. */
export const outcomeOf = (text: unknown): ReturnOutcome | undefined =>
  returnOutcomes.find((outcome) => outcome === text)

/** A visit that someone began on this page and has not come back from. */
export interface ConsentVisit {
  url: string
  returnsHere: boolean
  startedAt: string
}

const CHANNEL = 'tenantry.consent'
/** What a visit from a handover link is for. The way back does not know which link it was: each page asks for itself. */
export const HANDOVER_VISIT = 'handover'
const key = (subject: string) => `tenantry.consent.${subject}`

/** Tells the page that waits in another tab how the visit ended. */
export function tellOutcome(subject: string, outcome: ReturnOutcome) {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ subject, outcome })
  channel.close()
}

/**
 * A visit to the consent page in a tab of its own. This page stays, waits, survives a reload, and hears how the visit
 * ended. `subject` is what the visit is for: the company, or the handover link.
 */
export function useConsentVisit(
  subject: Readonly<Ref<string>>,
  ask: () => Promise<{ url: string; returnsHere: boolean }>,
) {
  const visit = ref<ConsentVisit>()
  const ended = ref<ReturnOutcome>()
  watch(
    subject,
    (now) => {
      const kept = sessionStorage.getItem(key(now))
      visit.value = kept === null ? undefined : (JSON.parse(kept) as ConsentVisit)
      ended.value = undefined
    },
    { immediate: true },
  )

  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<{ subject: string; outcome: ReturnOutcome }>) => {
    const mine = subject.value === data.subject || subject.value.startsWith(`${data.subject}.`)
    if (!mine || !visit.value) return
    ended.value = data.outcome
    leave()
  })
  onScopeDispose(() => channel.close())

  function leave() {
    sessionStorage.removeItem(key(subject.value))
    visit.value = undefined
  }

  const open = useMutation({
    // The tab is opened with the click itself: a browser takes one that is opened after an answer for an advertisement.
    mutationFn: async () => {
      const tab = window.open('about:blank', '_blank')
      try {
        const { url, returnsHere } = await ask()
        if (tab) {
          tab.opener = null
          tab.location.replace(url)
        }
        return { url, returnsHere, startedAt: new Date().toISOString() }
      } catch (error) {
        tab?.close()
        throw error
      }
    },
    onSuccess: (begun) => {
      ended.value = undefined
      visit.value = begun
      sessionStorage.setItem(key(subject.value), JSON.stringify(begun))
    },
  })
  return { visit: computed(() => visit.value), ended: computed(() => ended.value), open, leave }
}
