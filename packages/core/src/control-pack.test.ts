import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ControlPack, controlPackFaults, type KnownIds, resourcesOf } from './control-pack.js'
import { type Control, defineControl, defineManualControl } from './control.js'
import type { Framework } from './framework.js'
import { pass } from './outcome.js'
import { defineResource } from './resource.js'

const berths = defineResource({
  id: 'harbour.berths',
  name: 'Berths',
  service: 'Harbour',
  source: '/berths',
  schema: z.array(z.unknown()),
})

const about = {
  id: 'boats-moored',
  title: 'Boats are moored',
  area: 'Harbour',
  severity: 'low' as const,
  rationale: 'Boats drift.',
  remediation: { steps: ['Moor the boats.'], impact: 'None.' },
}

const moored = defineControl({ ...about, needs: { berths }, evaluate: () => pass('They are.') })
const visited = defineManualControl({
  ...about,
  id: 'boats-visited',
  instructions: ['Look.'],
  because: 'Nobody tells.',
})

const rules = (...controls: string[]): Framework => ({
  id: 'rules',
  name: 'Rules',
  version: '1',
  publisher: 'The harbour',
  url: 'https://harbour.example',
  reference: 'rules',
  requirements: [{ id: '1', controls }],
})

const pack: ControlPack = {
  id: 'harbour',
  name: 'Harbour',
  version: '1.0.0',
  controls: [moored, visited],
  frameworks: [rules('boats-moored', 'lamps-lit')],
}

const known: KnownIds = {
  packs: new Set(['other']),
  controls: new Set(['lamps-lit']),
  frameworks: new Set(['scuba']),
  resources: new Set(['harbour.berths']),
}

const faults = (change: object) => controlPackFaults({ ...pack, ...change }, known)
const control = (change: object) => faults({ controls: [{ ...moored, ...change } as Control, visited] })

describe('a control pack', () => {
  it('is accepted when all that it names is there', () => {
    expect(controlPackFaults(pack, known)).toEqual([])
  })

  it.each([
    ['nothing comes back', undefined, 'its function returns no pack'],
    ['it is empty', {}, 'its id is not kebab-case'],
    [
      'it cannot be read',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
        },
      ),
      'it cannot be read: no',
    ],
  ])('is refused when %s', (_, given, fault) => {
    expect(controlPackFaults(given, known)).toContain(fault)
  })

  it.each([
    ['its id is taken', faults({ id: 'other' }), 'its id other is taken by another pack'],
    ['it has no version', faults({ version: ' ' }), 'it has no version'],
    [
      'two controls have one id',
      faults({ controls: [moored, moored, visited] }),
      'two of its controls have the id boats-moored',
    ],
    [
      'a control of a plugin has the id',
      faults({ controls: [moored, visited, { ...visited, id: 'lamps-lit' }] }),
      'its control lamps-lit has the id of a control that is there',
    ],
    ['an id is no id', control({ id: 'Boats moored' }), 'the id of its control Boats moored is not kebab-case'],
    ['a control has no title', control({ title: '' }), 'its control boats-moored has no title'],
    ['a severity is unknown', control({ severity: 'awful' }), 'its control boats-moored has no known severity'],
    [
      'nobody says what to do',
      control({ remediation: { impact: 'None.' } }),
      'its control boats-moored has no steps of remediation',
    ],
    ['nothing judges', control({ evaluate: undefined }), 'its control boats-moored cannot be evaluated'],
    [
      'a resource is misspelt',
      control({ needs: { berths: undefined } }),
      'its control boats-moored looks at berths, which is no known resource',
    ],
    [
      'a resource is of its own making',
      control({ wants: { tide: { ...berths, id: 'harbour.tide' } } }),
      'its control boats-moored looks at tide, which is no known resource (harbour.tide)',
    ],
    [
      'a manual control says not what to look at',
      faults({ controls: [moored, { ...visited, instructions: undefined }] }),
      'its manual control boats-visited has no instructions',
    ],
    [
      'a framework is there already',
      faults({ frameworks: [{ ...rules(), id: 'scuba' }] }),
      'its framework scuba has the id of a framework that is there',
    ],
    [
      'a framework names what is not there',
      faults({ frameworks: [rules('boats-painted')] }),
      'requirement 1 of rules names the unknown control boats-painted',
    ],
  ])('is refused when %s, with the reason alone', (_, found, fault) => {
    expect(
      found.filter((one) => !one.startsWith('requirement 1 of rules names the unknown control boats-moored')),
    ).toEqual([fault])
  })
})

describe('the resources of controls', () => {
  it('are named once each', () => {
    expect(resourcesOf([moored, { ...moored, id: 'other' }, visited])).toEqual([berths])
  })
})
