import { watch, type Ref } from 'vue'
import type { followedWork } from './followed-work.js'
import { useLiveEvents } from './live-updates.js'

/** Asks what became of work that was begun here whenever its end may have been missed: when a page opens, and when it connects. */
export function useMissedEnds(
  { lookAfter }: Pick<ReturnType<typeof followedWork>, 'lookAfter'>,
  organizationId: Readonly<Ref<string>>,
  hasEnded: (id: string) => Promise<boolean>,
): void {
  const ask = () => void lookAfter(hasEnded)
  watch(organizationId, (id) => id && ask(), { immediate: true })
  useLiveEvents(({ kind }) => kind === 'ready' && ask())
}
