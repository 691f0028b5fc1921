import { readonly, ref, type Ref } from 'vue'

const now = ref(Date.now())
let ticking = false

/** The time of day, moving on every 15 seconds; one timer for the whole page. */
export function useNow(): Readonly<Ref<number>> {
  if (!ticking && typeof window !== 'undefined') {
    ticking = true
    window.setInterval(() => (now.value = Date.now()), 15_000)
  }
  return readonly(now)
}
