import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { Audit, SYSTEM } from './audit.js'
import { AuditLog } from './audit-log.js'
import { GENESIS, hashOf, type ChainedEvent } from './chain.js'

const SCRIPT = fileURLToPath(new URL('../../../../docs/guides/verify-audit.mjs', import.meta.url))

type Line = ChainedEvent & { hash: string }

describe('the published script that verifies an exported log (S-25)', () => {
  let api: TestApp
  let folder: string
  let entries: Line[]
  let checkpoint: object

  beforeAll(async () => {
    api = await startApp()
    folder = mkdtempSync(join(tmpdir(), 'audit-'))
    const organizationId = randomUUID()
    for (const name of ['Ångström', 'two\nlines', '”quotes” \\ and 😀', 'last']) {
      await api.database.inOrganization(organizationId, (tx) =>
        api.app.get(Audit).record(tx, {
          actor: SYSTEM,
          action: 'thing.made',
          subject: { kind: 'thing', id: name, name },
          summary: `Tenantry made ${name}.`,
          details: { ü: 1, z: [0.1, 1e21, null, true], a: { B: {}, a: '' } },
        }),
      )
    }
    const text: string[] = []
    for await (const line of api.app.get(AuditLog).export(organizationId)) text.push(line)
    const lines = text.map((line) => JSON.parse(line) as Line)
    checkpoint = lines.pop()!
    entries = lines
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await api.close()
  })

  const verify = (lines: readonly object[], ...kept: string[]) => {
    const file = join(folder, `${randomUUID()}.jsonl`)
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    return new Promise<string>((resolve) => {
      execFile(process.execPath, [SCRIPT, file, ...kept], (_, stdout, stderr) => resolve(stdout + stderr))
    })
  }
  const position = ({ sequence, hash }: Line) => `${sequence}:${hash}`

  it('accepts an untouched log, and names the checkpoint to keep', async () => {
    const said = await verify([...entries, checkpoint])
    expect(said).toMatch(/^OK: 4 entries\./)
    expect(said).toContain(position(entries[3]!))
  })

  it('accepts a log that continues a checkpoint kept before', async () => {
    expect(await verify([...entries, checkpoint], position(entries[1]!))).toMatch(/^OK/)
  })

  it.each<[string, () => object[], string]>([
    [
      'changed',
      () => entries.map((entry) => (entry.sequence === 2 ? { ...entry, summary: 'Nothing.' } : entry)),
      '2 was changed',
    ],
    ['removed', () => entries.filter(({ sequence }) => sequence !== 2), '2 is missing'],
    ['moved', () => [entries[0]!, entries[2]!, entries[1]!, entries[3]!], '2 is missing'],
    ['added', () => [entries[0]!, { ...entries[0]!, sequence: 2 }, ...entries.slice(1)], '2 does not continue'],
    ['cut off at the end', () => entries.slice(0, -1), 'cut off'],
  ])('finds out when an entry was %s', async (_, tampered, reason) => {
    const said = await verify([...tampered(), checkpoint])
    expect(said).toMatch(/^NOT OK/)
    expect(said).toContain(reason)
  })

  it('finds out when the checkpoint was cut off too', async () => {
    expect(await verify(entries.slice(0, -1))).toContain('there is no checkpoint')
  })

  it('finds out, by a checkpoint kept elsewhere, when the whole log was written anew', async () => {
    let previousHash = GENESIS
    const rewritten = entries.map(({ hash: _hash, ...entry }) => {
      const event = { ...entry, summary: 'Nothing happened.', previousHash }
      previousHash = hashOf(event)
      return { ...event, hash: previousHash }
    })
    const log = [...rewritten, { checkpoint: { sequence: 4, hash: previousHash } }]
    expect(await verify(log)).toMatch(/^OK/)
    expect(await verify(log, position(entries[3]!))).toContain('rewritten')
  })
})
