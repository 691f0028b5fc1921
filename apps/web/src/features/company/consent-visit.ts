import { useMutation } from '@tanstack/vue-query'
import { computed, ref, watch, type Ref } from 'vue'

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

/** A visit that was begun on this page. */
export interface BegunVisit {
  id: string
  url: string
  returnsHere: boolean
  startedAt: string
}

const key = (subject: string) => `tenantry.consent.${subject}`

function kept(subject: string): BegunVisit | undefined {
  const text = sessionStorage.getItem(key(subject))
  return text === null ? undefined : (JSON.parse(text) as BegunVisit)
}

/**
 * A visit to the consent page in a tab of its own, while this page waits and survives a reload. How it ended, the server
 * says. `subject` is what the visit is for: a company, or a handover link.
 */
export function useConsentVisit(
  subject: Readonly<Ref<string>>,
  ask: () => Promise<{ id: string; url: string; returnsHere: boolean }>,
) {
  const begun = ref<BegunVisit>()
  watch(subject, (now) => (begun.value = kept(now)), { immediate: true })

  function leave() {
    sessionStorage.removeItem(key(subject.value))
    begun.value = undefined
  }

  const open = useMutation({
    // The tab is opened with the click itself: a browser takes one that is opened after an answer for an advertisement.
    mutationFn: async () => {
      const tab = window.open('about:blank', '_blank')
      try {
        const { id, url, returnsHere } = await ask()
        if (tab) {
          tab.opener = null
          tab.location.replace(url)
        }
        return { id, url, returnsHere, startedAt: new Date().toISOString() }
      } catch (error) {
        tab?.close()
        throw error
      }
    },
    onSuccess: (visit) => {
      begun.value = visit
      sessionStorage.setItem(key(subject.value), JSON.stringify(visit))
    },
  })
  return { begun: computed(() => begun.value), open, leave }
}
