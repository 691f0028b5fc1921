import { computed, ref, watch, type Ref } from 'vue'
import type { CompanySummary } from '../../api/shapes.js'

/** Which companies are selected; a range by holding Shift. It ends when other companies are shown. */
export function useSelection(shown: Readonly<Ref<readonly CompanySummary[]>>, view: Readonly<Ref<unknown>>) {
  const selected = ref(new Map<string, CompanySummary>())
  let anchor: string | undefined

  function toggle(company: CompanySummary, range = false) {
    const next = new Map(selected.value)
    const [from, to] = [shown.value.findIndex(({ id }) => id === anchor), shown.value.indexOf(company)]
    const chosen = range && from >= 0 ? shown.value.slice(Math.min(from, to), Math.max(from, to) + 1) : [company]
    const on = !selected.value.has(company.id)
    for (const each of chosen) {
      if (on) next.set(each.id, each)
      else next.delete(each.id)
    }
    anchor = company.id
    selected.value = next
  }
  const clear = () => {
    selected.value = new Map()
    anchor = undefined
  }
  const select = (companies: readonly CompanySummary[]) => {
    selected.value = new Map(companies.map((company) => [company.id, company]))
  }
  watch(() => JSON.stringify(view.value), clear)
  return {
    toggle,
    clear,
    select,
    has: (id: string) => selected.value.has(id),
    companies: computed(() => [...selected.value.values()]),
  }
}

export type Selection = ReturnType<typeof useSelection>
