import { ref, watch, type Ref } from 'vue'

const keyOf = (connectionId: string) => `tenantry.ticked.${connectionId}`

/** Keeps which steps of a connection's guide were ticked by hand. Nothing else can tell that they are done. */
export const keepTicked = (connectionId: string, ticked: readonly string[]) =>
  localStorage.setItem(keyOf(connectionId), JSON.stringify(ticked))

/** The steps ticked by hand, kept in this browser. */
export function useTickedSteps(connectionId: string): Ref<string[]> {
  const ticked = ref(readTicked(connectionId))
  watch(ticked, (now) => keepTicked(connectionId, now))
  return ticked
}

function readTicked(connectionId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(connectionId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
