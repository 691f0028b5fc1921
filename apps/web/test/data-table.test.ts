import { arrangeRows, DataTable, type TableColumn } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

interface Row {
  id: string
  name: string
  calls: number | null
}
const rows: Row[] = [
  { id: 'a', name: 'Users', calls: 10 },
  { id: 'b', name: 'groups', calls: null },
  { id: 'c', name: 'Licences', calls: 9 },
]
const columns: TableColumn<Row>[] = [
  { id: 'name', label: 'Name', value: ({ name }) => name },
  { id: 'calls', label: 'Calls', value: ({ calls }) => calls },
  { id: 'actions', label: 'Actions' },
]
const names = (arranged: readonly Row[]) => arranged.map(({ name }) => name)

describe('the rows of a table', () => {
  it('are ordered as people read, not as computers do', () => {
    expect(names(arrangeRows(rows, columns, { sort: 'name' }))).toEqual(['groups', 'Licences', 'Users'])
    expect(names(arrangeRows(rows, columns, { sort: 'calls' }))).toEqual(['Licences', 'Users', 'groups'])
  })

  it('without a value come last in both directions', () => {
    expect(names(arrangeRows(rows, columns, { sort: 'calls', descending: true }))).toEqual([
      'Users',
      'Licences',
      'groups',
    ])
  })

  it('are found by any column, whatever the case', () => {
    expect(names(arrangeRows(rows, columns, { search: 'GROUP' }))).toEqual(['groups'])
    expect(names(arrangeRows(rows, columns, { search: '9' }))).toEqual(['Licences'])
  })
})

describe('a table', () => {
  const mounted = (state = {}) =>
    mount(DataTable, {
      props: {
        rows,
        columns,
        rowKey: (row: unknown) => (row as Row).id,
        label: 'streams',
        opens: true,
        searchable: true,
        state,
      },
      attachTo: document.body,
    } as never)

  it('sorts by a heading, then the other way, and tells assistive technology', async () => {
    const table = mounted()
    await table.findAll('th button')[0]?.trigger('click')
    expect(table.emitted('update:state')?.at(-1)).toEqual([{ sort: 'name', descending: false }])
    const sorted = mounted({ sort: 'name' })
    expect(sorted.findAll('th')[0]?.attributes('aria-sort')).toBe('ascending')
    await sorted.findAll('th button')[0]?.trigger('click')
    expect(sorted.emitted('update:state')?.at(-1)).toEqual([{ sort: 'name', descending: true }])
  })

  it('offers no sorting where a column has no value', () => {
    expect(mounted().findAll('th')[2]?.find('button').exists()).toBe(false)
  })

  it('is walked with j and k and opened with Enter', async () => {
    const table = mounted()
    const body = table.findAll('tbody tr')
    await body[0]?.trigger('focus')
    await body[0]?.trigger('keydown', { key: 'j' })
    expect(document.activeElement).toBe(body[1]?.element)
    await body[1]?.trigger('keydown', { key: 'k' })
    expect(document.activeElement).toBe(body[0]?.element)
    await body[0]?.trigger('keydown', { key: 'Enter' })
    expect(table.emitted('open')).toEqual([[rows[0]]])
  })

  it('keeps one row in the tab order', () => {
    expect(mounted().findAll('tbody tr[tabindex="0"]')).toHaveLength(1)
  })

  it('says what it looked for when nothing matches', () => {
    expect(mounted({ search: 'nothing here' }).text()).toContain('Nothing matches “nothing here”')
  })
})
