import { assess, createFacts, factsOfFile, type Reading, referencesOf, type Severity } from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { m365Controls } from '../src/controls.js'
import { m365Frameworks } from '../src/frameworks.js'
import { TAKEN_AT } from './judge.js'

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const automated = m365Controls.filter((control) => control.automation === 'automated')

/** A source as a tenant has it where nothing was ever made: its list is empty, or its object says nothing. */
const EMPTY: readonly unknown[] = [[], {}, '']

function emptyTenant(source: string): Reading {
  const resource = automated
    .flatMap(({ needs, wants }) => [...Object.values(needs), ...Object.values(wants)])
    .find((each) => each.source === source)
  const value = EMPTY.find((each) => resource?.schema.safeParse(each).success)
  return { status: 'read', value }
}

describe('the controls of Microsoft 365', () => {
  it('have ids of their own', () => {
    const ids = m365Controls.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(m365Controls.map((control) => [control.id, control] as const))('%s says what it is about', (_, control) => {
    expect(control.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
    expect(SEVERITIES).toContain(control.severity)
    expect(control.title).toMatch(/^\p{Lu}.*[^.]$/u)
    expect(control.rationale).toMatch(/\.$/)
    expect(control.remediation.steps.length).toBeGreaterThan(0)
    expect(control.remediation.impact).not.toBe('')
    if (control.automation === 'manual') expect(control.instructions.length).toBeGreaterThan(0)
  })

  it('mean one thing by one source', () => {
    const bySource = new Map<string, Set<string>>()
    for (const { needs, wants } of automated) {
      for (const { source, id } of [...Object.values(needs), ...Object.values(wants)]) {
        bySource.set(source, (bySource.get(source) ?? new Set()).add(id))
      }
    }
    expect([...bySource].filter(([, ids]) => ids.size > 1)).toEqual([])
  })

  it.each(automated.map((control) => [control.id, control] as const))(
    '%s neither crashes nor passes when nothing may be read (C29)',
    (_, control) => {
      const facts = createFacts(TAKEN_AT, () => ({ status: 'notPermitted', permissions: ['Some.Read.All'] }))
      const { verdict, cause } = assess(control, facts)
      expect(['notAssessed', 'manual']).toContain(verdict)
      if (verdict === 'notAssessed') expect(cause).toBe('notPermitted')
    },
  )

  it.each(automated.map((control) => [control.id, control] as const))(
    '%s does not take a failed read for an answer (C35)',
    (_, control) => {
      const problem = { title: 'Down', why: 'The service does not answer.', fix: 'Wait.' }
      expect(
        assess(
          control,
          createFacts(TAKEN_AT, () => ({ status: 'error', problem })),
        ).verdict,
      ).not.toMatch(/pass|fail/)
      expect(assess(control, factsOfFile({}, TAKEN_AT)).verdict).not.toMatch(/pass|fail/)
    },
  )

  it.each(automated.map((control) => [control.id, control] as const))(
    '%s gives an empty tenant a verdict with a reason (C36)',
    (_, control) => {
      const outcome = assess(control, createFacts(TAKEN_AT, emptyTenant))
      expect(['pass', 'fail', 'manual', 'notApplicable', 'notAssessed']).toContain(outcome.verdict)
      expect(outcome.reason).toMatch(/\S.*\.$/)
    },
  )
})

describe('the frameworks of Microsoft 365', () => {
  const known = new Set(m365Controls.map(({ id }) => id))

  it('have ids of their own', () => {
    const ids = m365Frameworks.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(m365Frameworks.map((framework) => [framework.id, framework] as const))(
    '%s names each requirement once, and a control for it',
    (_, { requirements }) => {
      const ids = requirements.map(({ id }) => id)
      expect(ids).toEqual([...new Set(ids)])
      expect(requirements.filter(({ controls }) => controls.length === 0)).toEqual([])
    },
  )

  it.each(m365Frameworks.map((framework) => [framework.id, framework] as const))(
    '%s names controls that there are',
    (_, { requirements }) => {
      expect(requirements.flatMap(({ controls }) => controls).filter((id) => !known.has(id))).toEqual([])
    },
  )

  it.each(m365Frameworks.map((framework) => [framework.id, framework] as const))(
    '%s says in our own words what it asks for where that is not one control',
    (_, { requirements }) => {
      expect(requirements.filter(({ title, controls }) => !title && controls.length !== 1)).toEqual([])
    },
  )

  it.each([
    ['scuba', 129],
    ['cis-m365-4.0', 126],
    ['cis-m365-6.0', 140],
    ['cis-m365-7.0', 160],
  ])('%s is answered whole: all %s numbers of its edition', (id, count) => {
    expect(m365Frameworks.find((framework) => framework.id === id)?.requirements).toHaveLength(count)
  })

  it('give every control its numbers', () => {
    const references = referencesOf(m365Frameworks)
    expect(references.get('entra-legacy-auth-blocked')).toMatchObject({
      scuba: ['MS.AAD.1.1v1'],
      cisM365: { '4.0': ['5.2.2.3'], '6.0': ['5.2.2.3'], '7.0': ['5.2.2.3'] },
    })
  })
})
