import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
      {
        id: 'harbour-rules',
        name: 'Rules of the harbour',
        version: '1.2.0',
        signedBy: null,
        controls: 5,
        frameworks: 1,
      },
      { id: 'late', name: 'Pack', version: '1', signedBy: null, controls: 1, frameworks: 0 },
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

describe('signed control packs (N29)', () => {
  let signed: Inspection | undefined

  afterAll(() => signed?.end())

  /** Lists the files of a folder as sha256sum does, and signs the list. */
  function signFolder(place: string, key: KeyObject): string {
    const sums = readdirSync(place)
      .map(
        (name) =>
          `${createHash('sha256')
            .update(readFileSync(join(place, name)))
            .digest('hex')}  ./${name}\n`,
      )
      .join('')
    writeFileSync(join(place, 'SHA256SUMS'), sums)
    writeFileSync(join(place, 'SHA256SUMS.sig'), sign(null, Buffer.from(sums), key))
    return place
  }

  it('are used when a trusted key signed all that is in them, and nothing of the others is run', async () => {
    const ours = generateKeyPairSync('ed25519')
    const theirs = generateKeyPairSync('ed25519')
    const keyFile = join(folder, 'acme-controls.pem')
    writeFileSync(keyFile, ours.publicKey.export({ type: 'spki', format: 'pem' }))
    const loud = 'globalThis.packWasRun = true; '
    const places = {
      right: signFolder(pack('right', named('right', control('right-a'))), ours.privateKey),
      unsigned: pack('unsigned', loud + named('unsigned', control('unsigned-a'))),
      stranger: signFolder(pack('stranger', loud + named('stranger', control('stranger-a'))), theirs.privateKey),
      changed: signFolder(pack('changed', loud + named('changed', control('changed-a'))), ours.privateKey),
      grown: signFolder(pack('grown', loud + named('grown', control('grown-a'))), ours.privateKey),
      shrunk: signFolder(pack('shrunk', loud + named('shrunk', control('shrunk-a'))), ours.privateKey),
    }
    writeFileSync(join(places.changed, 'index.js'), loud + named('changed', control('changed-b')))
    mkdirSync(join(places.grown, 'lib'))
    writeFileSync(join(places.grown, 'lib', 'more.js'), loud)
    rmSync(join(places.shrunk, 'package.json'))
    signed = await Inspection.begin({
      CONTROL_PACKS: Object.values(places).join(','),
      CONTROL_PACK_KEYS: keyFile,
    })
    const list = await signed.work.get<{ items: object[]; refused: { folder: string; reasons: string[] }[] }>(
      '/compliance/control-packs',
    )
    expect(list.items).toEqual([
      { id: 'right', name: 'Pack', version: '1', signedBy: 'acme-controls', controls: 1, frameworks: 0 },
    ])
    expect(list.refused.map(({ folder: name, reasons }) => [name, reasons])).toEqual([
      ['unsigned', ['it is not signed: SHA256SUMS is missing']],
      ['stranger', ['none of the keys that are trusted here has signed it']],
      ['changed', ['index.js: changed since it was signed']],
      ['grown', ['lib/more.js: not among what was signed']],
      ['shrunk', ['package.json: missing, though signed']],
    ])
    expect('packWasRun' in globalThis).toBe(false)
  })

  it('are not looked at by a file that holds no such key: the installation does not start', async () => {
    const keyFile = join(folder, 'not-a-key.pem')
    writeFileSync(keyFile, 'no key')
    await expect(Inspection.begin({ CONTROL_PACK_KEYS: keyFile })).rejects.toThrow(/holds no Ed25519 public key/)
  })
})
