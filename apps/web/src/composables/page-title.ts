import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue'

/** Names the page in the window's title. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>) {
  watchEffect(() => {
    const name = toValue(title)
    document.title = name ? `${name} · Tenantry` : 'Tenantry'
  })
}
