import type { HeatCell, HeatColumn, HeatRow } from '@tenantry/ui'
import type { ComplianceMatrix } from '../../api/shapes.js'

type AreaCell = NonNullable<ComplianceMatrix['items'][number]['areas'][number]>

/** What a cell is made of, in words. */
function cellText(cell: AreaCell): string {
  const judged = cell.pass + cell.fail
  const others = [
    [cell.excepted, 'excepted'],
    [cell.manual, 'by hand'],
    [cell.notAssessed, 'not assessed'],
    [cell.notApplicable, 'not applicable'],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]))
  const share = judged === 0 ? 'nothing could be judged' : `${cell.pass} of ${judged} pass`
  return [share, ...others].join(', ')
}

/** Companies by area, as a heat map shows them; each cell leads to what it counts. */
export function heatOf(
  { columns, items }: Pick<ComplianceMatrix, 'columns' | 'items'>,
  within: (path: string) => string,
  framework: string | undefined,
): { columns: HeatColumn[]; rows: HeatRow[] } {
  const rows = items.map(({ tenant, areas, percent, assessedAt }): HeatRow => {
    const page = (area?: string) =>
      within(
        `/companies/${tenant.id}?${new URLSearchParams({ tab: 'compliance', ...(framework && { framework }), ...(area && { area }) })}`,
      )
    const overall: HeatCell =
      assessedAt === null
        ? { percent: null, text: 'Never assessed' }
        : { percent, text: percent === null ? 'Nothing could be judged' : `${percent} % overall` }
    const cells = columns.map(({ id, title }, index): [string, HeatCell | undefined] => {
      const cell = areas[index]
      return [id, cell ? { percent: cell.percent, text: `${title}: ${cellText(cell)}`, to: page(id) } : undefined]
    })
    return {
      id: tenant.id,
      label: tenant.name,
      to: page(),
      cells: { overall, ...Object.fromEntries(cells) },
    }
  })
  return {
    columns: [{ id: 'overall', label: 'Overall' }, ...columns.map(({ id, title }) => ({ id, label: title }))],
    rows,
  }
}
