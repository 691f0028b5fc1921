/** How a table is sorted and filtered; small enough to live in an address. */
export interface TableState {
  sort?: string
  descending?: boolean
  search?: string
}

/** A column of a table. `value` is what it sorts and searches by. */
export interface TableColumn<Row> {
  id: string
  label: string
  value?: (row: Row) => string | number | null | undefined
  /** Left out on narrow screens. */
  wide?: boolean
  align?: 'right'
}

/** The rows that match the search, in the chosen order; rows without a value come last either way. */
export function arrangeRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  state: TableState,
): readonly Row[] {
  const search = state.search?.trim().toLocaleLowerCase()
  const found = search
    ? rows.filter((row) =>
        columns.some(({ value }) =>
          String(value?.(row) ?? '')
            .toLocaleLowerCase()
            .includes(search),
        ),
      )
    : rows
  const value = columns.find(({ id }) => id === state.sort)?.value
  if (!value) return found
  const direction = state.descending ? -1 : 1
  return [...found].sort((a, b) => {
    const [left, right] = [value(a) ?? null, value(b) ?? null]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * direction
    return order.compare(String(left), String(right)) * direction
  })
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
