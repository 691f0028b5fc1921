// Verifies an exported audit log without Tenantry: node verify-audit.mjs FILE [SEQUENCE:HASH of a checkpoint kept elsewhere]
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const [file, kept] = process.argv.slice(2)
let last = { sequence: 0, hash: '0'.repeat(64) }
let checkpoint
let foundKept = kept === undefined

for await (const line of createInterface({ input: createReadStream(file) })) {
  const { hash, ...entry } = JSON.parse(line)
  if (checkpoint) fail('there is more after the checkpoint')
  checkpoint = entry.checkpoint
  if (checkpoint) continue
  if (entry.sequence !== last.sequence + 1) fail(`entry ${last.sequence + 1} is missing`)
  if (entry.previousHash !== last.hash) fail(`entry ${entry.sequence} does not continue the one before it`)
  if (createHash('sha256').update(canonical(entry)).digest('hex') !== hash) fail(`entry ${entry.sequence} was changed`)
  last = { sequence: entry.sequence, hash }
  foundKept ||= `${entry.sequence}:${hash}` === kept
}
if (!checkpoint) fail('the end is cut off: there is no checkpoint')
if (checkpoint.sequence !== last.sequence || checkpoint.hash !== last.hash) fail('the end is cut off')
if (!foundKept) fail('the log was rewritten: it does not contain the checkpoint you kept')
console.log(`OK: ${last.sequence} entries. Keep this checkpoint elsewhere: ${last.sequence}:${last.hash}`)

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

function fail(reason) {
  console.error(`NOT OK: ${reason}.`)
  process.exit(1)
}
