import { AgeText, durationText, ProblemNotice, relativeAge, StatusBadge } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

const now = Date.parse('2026-11-21T12:00:00Z')
const global = {
  plugins: [
    createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { render: () => null } }] }),
  ],
}

describe('a status', () => {
  it.each(['good', 'attention', 'broken', 'unknown', 'off'] as const)(
    '%s has a word and an icon of its own',
    (meaning) => {
      const badge = mount(StatusBadge, { props: { meaning, label: 'Connected' } })
      expect(badge.text()).toBe('Connected')
      expect(badge.find('[aria-hidden=true]').exists()).toBe(true)
    },
  )

  it('that is not known is hatched, and no other is', () => {
    const hatched = (meaning: 'good' | 'unknown') =>
      mount(StatusBadge, { props: { meaning, label: 'x' } })
        .classes()
        .includes('hatched')
    expect([hatched('unknown'), hatched('good')]).toEqual([true, false])
  })
})

describe('an age', () => {
  it.each([
    ['2026-11-21T11:59:40Z', 'just now'],
    ['2026-11-21T12:00:20Z', 'in a moment'],
    ['2026-11-21T11:59:05Z', '1 minute ago'],
    ['2026-11-21T11:57:00Z', '3 minutes ago'],
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-25T13:00:00Z', 'in 4 days'],
  ])('of %s reads “%s”', (at, text) => {
    expect(relativeAge(at, now)).toBe(text)
  })

  it('carries the moment itself for machines and on hover', () => {
    const age = mount(AgeText, { props: { at: '2026-11-20T11:00:00Z' } })
    expect(age.attributes('datetime')).toBe('2026-11-20T11:00:00Z')
    expect(age.attributes('title')).toContain('2026')
  })

  it('of what never happened says so', () => {
    expect(mount(AgeText, { props: { at: null, never: 'not yet' } }).text()).toBe('not yet')
  })
})

describe('a duration', () => {
  it.each([
    [42, '42 ms'],
    [1300, '1.3 s'],
    [125_000, '2 min 5 s'],
  ])('of %d ms reads “%s”', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})

describe('a problem', () => {
  const problem = {
    title: 'The secret has expired',
    why: 'It expired on 2026-11-01.',
    fix: 'Create a new one.',
    code: 'secret_expired',
    requestId: 'req-1',
    providerRequestId: 'ms-9',
  }

  it('says what, why and what to do, with one button', async () => {
    const notice = mount(ProblemNotice, { props: { problem, action: 'Update credentials' }, global })
    expect(notice.get('h3').text()).toBe('The secret has expired')
    expect(notice.text()).toContain('It expired on 2026-11-01.')
    expect(notice.text()).toContain('What to do: Create a new one.')
    await notice.get('button').trigger('click')
    expect(notice.emitted('act')).toHaveLength(1)
  })

  it('keeps both request IDs to quote, and the way to the page about the error', () => {
    const notice = mount(ProblemNotice, { props: { problem }, global })
    expect(notice.get('details').text()).toContain('req-1')
    expect(notice.get('details').text()).toContain('ms-9')
    expect(notice.get('details a').attributes('href')).toBe('/help/errors#secret_expired')
  })
})
