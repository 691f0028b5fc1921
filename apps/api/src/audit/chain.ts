import { createHash } from 'node:crypto'

/** An entry of the audit log as it is hashed: everything but its own hash. */
export interface ChainedEvent {
  organizationId: string
  sequence: number
  id: string
  at: string
  actor: { kind: string; id: string; name: string }
  action: string
  subject: { kind: string; id: string; name: string }
  connectionId: string | null
  result: string
  summary: string
  details: Record<string, unknown>
  requestId: string | null
  previousHash: string
}

/** The newest entry of a chain. */
export interface ChainHead {
  sequence: number
  hash: string
}

/** What a verification found. */
export interface ChainVerdict {
  ok: boolean
  checked: number
  firstBroken: { sequence: number; reason: string } | null
}

/** The `previousHash` of the first entry. */
export const GENESIS = '0'.repeat(64)

/** SHA-256, hex, of the entry as canonical JSON (RFC 8785: members sorted by name, no space). */
export function hashOf(event: ChainedEvent): string {
  return createHash('sha256').update(canonicalJson(event)).digest('hex')
}

/** Follows a chain from its first entry and stops at the first that does not fit. */
export async function verifyChain(
  events: AsyncIterable<ChainedEvent & { hash: string }>,
  head: ChainHead,
): Promise<ChainVerdict> {
  let last: ChainHead = { sequence: 0, hash: GENESIS }
  const broken = (sequence: number, reason: string): ChainVerdict => ({
    ok: false,
    checked: last.sequence,
    firstBroken: { sequence, reason },
  })
  for await (const { hash, ...event } of events) {
    const expected = last.sequence + 1
    if (event.sequence !== expected) return broken(expected, `Entry ${expected} is missing.`)
    if (event.previousHash !== last.hash) return broken(expected, 'The entry does not continue the one before it.')
    if (hashOf(event) !== hash) return broken(expected, 'The entry was changed after it was written.')
    last = { sequence: expected, hash }
  }
  if (last.sequence < head.sequence) return broken(last.sequence + 1, `The log ends before entry ${head.sequence}.`)
  if (last.sequence > head.sequence) return broken(head.sequence + 1, 'The entry was added past the end of the log.')
  if (last.hash !== head.hash) return broken(last.sequence, 'The last entry is not the one that was written last.')
  return { ok: true, checked: last.sequence, firstBroken: null }
}

/** JSON in one form only, so that equal values have equal hashes: https://www.rfc-editor.org/rfc/rfc8785 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
