/** A column of a heat map. */
export interface HeatColumn {
  id: string
  label: string
}

/** Where a row and a column meet. `percent` is null where nothing is known. */
export interface HeatCell {
  percent: number | null
  /** The same in words, with what the number is made of. */
  text: string
  /** Where it leads. */
  to?: string
}

/** A row of a heat map, its cells by the ids of their columns. */
export interface HeatRow {
  id: string
  label: string
  to?: string
  cells: Readonly<Record<string, HeatCell | undefined>>
}
