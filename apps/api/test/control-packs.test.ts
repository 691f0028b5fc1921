import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HARBOUR_PACK, Inspection } from './support/inspection.js'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-packs-'))
let inspection: Inspection | undefined

afterAll(async () => {
  await inspection?.end()
  rmSync(folder, { recursive: true, force: true })
})

/** A pack with one manual control, as its author wrote it. */
function pack(name: string, code: string): string {
  const place = join(folder, name)
  mkdirSync(place)
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(place, 'index.js'), code)
  return place
}

const named = (id: string, controls: string, frameworks = '') =>
  `export default ({ core, resources }) => ({ id: '${id}', name: 'Pack', version: '1', controls: [${controls}], frameworks: [${frameworks}] })`

const control = (id: string, more = '') =>
  `core.defineManualControl({ id: '${id}', title: 'T', area: 'A', severity: 'low', rationale: 'R',
     remediation: { steps: ['S'], impact: 'I' }, instructions: ['L'], because: 'B', ${more} })`

describe('control packs (N29)', () => {
  it('are used where they are right, and refused with every reason where not; the others still load', async () => {
    const places = [
      HARBOUR_PACK,
      pack('twin', named('harbour-rules', control('twin-a'))),
      pack('taken', named('taken', control('marina-quiet'))),
      pack(
        'lost',
        named(
          'lost',
          `core.defineControl({ ...${control('lost-a')}, needs: { tide: resources['marina.tides'] }, evaluate: () => core.pass('') })`,
          `{ id: 'lost-code', name: 'N', version: '1', publisher: 'P', url: 'https://x.example', reference: 'l', requirements: [{ id: '1', controls: ['nowhere'] }] }`,
        ),
      ),
      pack('throws', 'throw new Error("not today")'),
      pack('no-function', 'export default { id: "no-function" }'),
      join(folder, 'absent'),
      pack('late', named('late', control('late-a'))),
    ]
    inspection = await Inspection.begin({ CONTROL_PACKS: places.join(',') })
    const list = await inspection.work.get<{ items: object[]; refused: { folder: string; reasons: string[] }[] }>(
      '/compliance/control-packs',
    )
    expect(list.items).toEqual([
      { id: 'harbour-rules', name: 'Rules of the harbour', version: '1.2.0', controls: 5, frameworks: 1 },
      { id: 'late', name: 'Pack', version: '1', controls: 1, frameworks: 0 },
    ])
    const reasons = Object.fromEntries(list.refused.map(({ folder: name, reasons: why }) => [name, why]))
    expect(reasons).toEqual({
      twin: ['its id harbour-rules is taken by another pack'],
      taken: ['its control marina-quiet has the id of a control that is there'],
      lost: [
        'its control lost-a looks at tide, which is no known resource',
        'requirement 1 of lost-code names the unknown control nowhere',
      ],
      throws: ['it fails while loading: not today'],
      'no-function': ['it fails while loading: its index.js has no function as its default export'],
      absent: [expect.stringMatching(/^it fails while loading: Cannot find module/)],
    })
  })

  it('are told apart by where each control comes from, with the version', async () => {
    const { items } = await inspection!.work.get<{ items: { id: string; source: object }[] }>('/compliance/controls')
    expect(Object.fromEntries(items.map(({ id, source }) => [id, source]))).toMatchObject({
      'marina-quiet': { kind: 'provider', id: 'marina' },
      'harbour-lit': { kind: 'pack', id: 'harbour-rules', name: 'Rules of the harbour', version: '1.2.0' },
      'late-a': { kind: 'pack', id: 'late' },
    })
  })
})
