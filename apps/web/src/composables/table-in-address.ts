import type { TableState } from '@tenantry/ui'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A table's sorting and search, kept in the address so that a link shows the same thing. */
export function useTableInAddress() {
  const route = useRoute()
  const router = useRouter()
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
  return computed<TableState>({
    get: () => {
      const sort = text(route.query['sort'])
      const search = text(route.query['q'])
      return {
        ...(sort && { sort: sort.replace(/^-/, ''), descending: sort.startsWith('-') }),
        ...(search && { search }),
      }
    },
    set: ({ sort, descending, search }) => {
      const { sort: _sort, q: _q, ...rest } = route.query
      void router.replace({
        query: { ...rest, ...(sort && { sort: (descending ? '-' : '') + sort }), ...(search && { q: search }) },
      })
    },
  })
}
