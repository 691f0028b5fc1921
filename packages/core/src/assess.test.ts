import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { assess } from './assess.js'
import { type Control, defineControl, defineManualControl, defineParameter } from './control.js'
import { fail, lacks, pass } from './outcome.js'
import { createFacts, type Reading } from './reading.js'
import { defineResource } from './resource.js'

const doors = defineResource({
  id: 'house.doors',
  name: 'Doors',
  service: 'House',
  source: '/doors',
  schema: z.array(z.looseObject({ id: z.string(), locked: z.boolean() })),
  key: 'id',
})

const alarm = defineResource({
  id: 'house.alarm',
  name: 'The alarm',
  service: 'House',
  source: '/alarm',
  schema: z.looseObject({ on: z.boolean() }),
})

const exceptions = defineParameter({
  id: 'unlockedDoors',
  name: 'Doors that stay open',
  help: 'Ids of doors that nobody needs to lock.',
  schema: z.array(z.string()),
  default: [],
})

const about = {
  title: 'Every door is locked',
  area: 'House',
  severity: 'high',
  rationale: 'Open doors are walked through.',
  remediation: { steps: ['Lock the doors.'], impact: 'People need a key.' },
} as const

const doorsLocked = defineControl({
  ...about,
  id: 'doors-locked',
  needs: { doors },
  wants: { alarm },
  parameters: { exceptions },
  evaluate(facts, chosen) {
    const open = facts.doors.filter(({ id, locked }) => !locked && !chosen.exceptions.includes(id))
    const warnings = facts.alarm?.on === false ? ['The alarm is off.'] : []
    if (open.length === 0) return pass('Every door is locked.', { warnings })
    return fail(`${open.length} doors are open.`, {
      evidence: open.map(({ id }) => ({
        object: id,
        id,
        property: 'locked',
        value: false,
        expected: 'true',
        ok: false,
      })),
      warnings,
      wouldPassWith: { unlockedDoors: open.map(({ id }) => id) },
    })
  },
})

const noon = new Date('2026-11-21T12:00:00Z')

function factsOf(readings: Record<string, Reading>) {
  return createFacts(noon, (source) => readings[source])
}

const read = (value: unknown): Reading => ({ status: 'read', value })

describe('assessing a control', () => {
  it('judges the facts it needs', () => {
    expect(assess(doorsLocked, factsOf({ '/doors': read([{ id: 'front', locked: true }]) }))).toEqual({
      verdict: 'pass',
      reason: 'Every door is locked.',
      evidence: [],
      warnings: [],
    })
  })

  it('names the objects and values that decided, and what would let it pass', () => {
    const outcome = assess(doorsLocked, factsOf({ '/doors': read([{ id: 'back', locked: false }]) }))
    expect(outcome).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'back', property: 'locked', value: false, ok: false }],
      wouldPassWith: { unlockedDoors: ['back'] },
    })
  })

  it('goes by the parameters that were chosen, and by their defaults where none were', () => {
    const facts = factsOf({ '/doors': read([{ id: 'back', locked: false }]) })
    expect(assess(doorsLocked, facts).verdict).toBe('fail')
    expect(assess(doorsLocked, facts, { unlockedDoors: ['back'] }).verdict).toBe('pass')
  })

  it('takes in what it wants where that was read, and does without it otherwise', () => {
    const locked = read([{ id: 'front', locked: true }])
    expect(assess(doorsLocked, factsOf({ '/doors': locked, '/alarm': read({ on: false }) })).warnings).toEqual([
      'The alarm is off.',
    ])
    expect(
      assess(doorsLocked, factsOf({ '/doors': locked, '/alarm': { status: 'notRead', reason: 'Skipped.' } })),
    ).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, Reading | undefined, object]>([
    [
      'needs a role',
      { status: 'notPermitted', permissions: ['Doors.Read'], reason: 'Our app is no doorkeeper.' },
      { cause: 'notPermitted', permissions: ['Doors.Read'], reason: expect.stringContaining('no doorkeeper') },
    ],
    [
      'needs a permission',
      { status: 'notPermitted', permissions: ['Doors.Read'] },
      { cause: 'notPermitted', permissions: ['Doors.Read'], reason: expect.stringContaining('Doors.Read') },
    ],
    ['needs a licence', { status: 'notLicensed', licence: 'Keys P1' }, { cause: 'notLicensed', licence: 'Keys P1' }],
    [
      'failed to be read',
      { status: 'error', problem: { title: 'Down', why: 'The house does not answer.', fix: 'Wait.' } },
      { cause: 'error', reason: expect.stringContaining('does not answer') },
    ],
    ['was left out', { status: 'notRead', reason: 'Nobody looked.' }, { cause: 'notRead', reason: 'Nobody looked.' }],
    ['is not in the snapshot', undefined, { cause: 'notRead' }],
    ['has an unknown form', { status: 'read', value: 'a door' }, { cause: 'error' }],
  ])('is not assessed when a fact that it needs %s', (_, reading, expected) => {
    const outcome = assess(
      doorsLocked,
      createFacts(noon, () => reading),
    )
    expect(outcome).toMatchObject({ verdict: 'notAssessed', ...expected })
  })

  it('says why a fact was not to be had that is only wanted, and then decides', () => {
    const careful = defineControl({
      ...about,
      id: 'careful',
      needs: { doors },
      wants: { alarm },
      evaluate: (known) => (known.alarm ? pass('There is an alarm.') : lacks('alarm')),
    })
    const facts = factsOf({ '/doors': read([]), '/alarm': { status: 'notPermitted', permissions: ['Alarm.Read'] } })
    expect(assess(careful, facts)).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notPermitted',
      permissions: ['Alarm.Read'],
    })
  })

  it('does not apply where the tenant has no such thing', () => {
    const facts = factsOf({ '/doors': { status: 'notApplicable', reason: 'It is a tent.' } })
    expect(assess(doorsLocked, facts)).toMatchObject({ verdict: 'notApplicable', reason: 'It is a tent.' })
  })

  it('leaves to a person what no program can judge', () => {
    const control = defineManualControl({
      ...about,
      id: 'keys-counted',
      instructions: ['Count the keys.'],
      because: 'Keys have no interface.',
    })
    expect(assess(control, factsOf({}))).toMatchObject({ verdict: 'manual', reason: 'Keys have no interface.' })
  })

  it('lets a fault of the control through', () => {
    const broken = defineControl({
      ...about,
      id: 'broken',
      needs: { doors },
      evaluate() {
        throw new Error('a fault of the control')
      },
    })
    expect(() => assess(broken, factsOf({ '/doors': read([]) }))).toThrow('a fault of the control')
  })

  it('fits controls of any facts into one list', () => {
    const list: readonly Control[] = [doorsLocked]
    expect(list).toHaveLength(1)
  })
})
