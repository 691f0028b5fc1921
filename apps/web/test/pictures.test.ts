import { CountsBar, HeatMap, TrendLine } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { trendShape } from '../../../packages/ui/src/trend.js'

const global = {
  plugins: [
    createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
    }),
  ],
}

describe('a heat map', () => {
  const map = () =>
    mount(HeatMap, {
      global,
      props: {
        label: 'Posture',
        corner: 'Company',
        columns: [
          { id: 'a', label: 'Entra ID' },
          { id: 'b', label: 'Exchange' },
        ],
        rows: [
          {
            id: '1',
            label: 'Contoso',
            to: '/contoso',
            cells: {
              a: { percent: 30, text: '3 of 10 controls pass', to: '/contoso/a' },
              b: { percent: null, text: 'Not assessed: a permission is missing' },
            },
          },
          { id: '2', label: 'Fabrikam', cells: { a: { percent: 100, text: '10 of 10 controls pass' } } },
        ],
      },
    })

  it('is a table whose cells say in words what their colour says', () => {
    const [first, second] = map().findAll('tbody tr')
    expect(first?.find('th').text()).toBe('Contoso')
    expect(first?.findAll('td .sr-only').map((cell) => cell.text())).toEqual([
      '3 of 10 controls pass',
      'Not assessed: a permission is missing',
    ])
    expect(second?.findAll('td .sr-only').at(1)?.text()).toBe('Nothing is known')
  })

  it('hatches what is not known, and never shows it as a number', () => {
    const cells = map().findAll('tbody td > *')
    expect(cells.map((cell) => cell.classes().includes('hatched'))).toEqual([false, true, false, true])
    expect(cells[1]?.find('[aria-hidden]').text()).toBe('–')
  })

  it('tells the worst from the best by more than one step', () => {
    const cells = map().findAll('tbody td > *')
    expect(
      [cells[0]?.classes(), cells[2]?.classes()].map((names) => names?.find((name) => name.startsWith('heat-'))),
    ).toEqual(['heat-0', 'heat-4'])
  })
})

describe('a trend', () => {
  const points = [
    { at: '2026-11-01T00:00:00Z', value: 60 },
    { at: '2026-11-11T00:00:00Z', value: 70 },
    { at: '2026-11-21T00:00:00Z', value: 65 },
  ]

  it('places its points by time and value', () => {
    const { points: placed, top, bottom } = trendShape(points, 100, 50)
    expect([top, bottom]).toEqual([80, 50])
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [0, 33.3],
      [50, 16.7],
      [100, 25],
    ])
  })

  it('never leaves the scale of a percentage, and stands with one point alone', () => {
    const { points: placed, top, bottom } = trendShape([{ at: '2026-11-01T00:00:00Z', value: 100 }], 100, 50)
    expect([top, bottom, placed[0]?.y]).toEqual([100, 90, 0])
  })

  it('has the same facts as a table, the latest first', () => {
    const rows = mount(TrendLine, { props: { points, label: 'Score' } }).findAll('tbody tr')
    expect(rows.map((row) => row.findAll('td').at(1)?.text())).toEqual(['65', '70', '60'])
  })
})

describe('the parts of a whole', () => {
  it('are named with their counts, and what does not occur is left out', () => {
    const bar = mount(CountsBar, {
      props: {
        label: 'Verdicts',
        parts: [
          { id: 'pass', label: 'pass', count: 3, look: 'x' },
          { id: 'fail', label: 'fail', count: 0, look: 'y' },
          { id: 'manual', label: 'by hand', count: 1, look: 'z' },
        ],
      },
    })
    expect(bar.findAll('li').map((part) => part.text())).toEqual(['3pass', '1by hand'])
    expect(bar.findAll('[aria-hidden] > span').map((part) => part.attributes('style'))).toEqual([
      'width: 75%;',
      'width: 25%;',
    ])
  })
})
