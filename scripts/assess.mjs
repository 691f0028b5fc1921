import './check-node.mjs'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'

// npm run -s assess -- FILE… [--cases] [--json] judges snapshot files by every control; nothing else is asked.
const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
})
if (files.length === 0) stop('Name at least one snapshot file: npm run -s assess -- FILE… [--cases] [--json]')
bootstrap()
const { assess, factsOfFile, referencesOf } = await import(inRepository('packages/core/dist/index.js'))
const { m365Controls, m365Frameworks, scubaParameters } = await import(inRepository('packages/m365/dist/index.js'))

const references = referencesOf(m365Frameworks)
const now = new Date()
const counts = {}
for (const file of files) {
  for (const { id, state, config } of snapshotsIn(file)) {
    const facts = factsOfFile(state, now)
    for (const control of m365Controls) {
      const refs = references.get(control.id) ?? {}
      const { verdict, cause, reason, warnings } = assess(control, facts, chosenFor(control.id, refs, config))
      counts[verdict] = (counts[verdict] ?? 0) + 1
      const line = { case: id, control: control.id, refs, verdict, ...(cause && { cause }), reason }
      print(options.json ? { ...line, ...(warnings.length > 0 && { warnings }) } : line)
    }
  }
}
if (!options.json)
  console.log(
    Object.entries(counts)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(', '),
  )

/** A file is one snapshot, or with --cases a list of them with their settings. */
function snapshotsIn(file) {
  const content = parse(file)
  if (!options.cases) return [{ id: file, state: object(content, file), config: {} }]
  if (!Array.isArray(content)) stop(`${file} holds no list of cases`)
  return content.map(({ id, state, config }) => ({ id, state: object(state, `${file}, ${id}`), config: config ?? {} }))
}

/** What was set for this control, by its own id or by a number of a framework; cases are those of agencies. */
function chosenFor(id, refs, { environment, controls = {} }) {
  const names = [id, ...Object.values(refs).flatMap((numbers) => (Array.isArray(numbers) ? numbers : []))]
  return Object.assign(
    {},
    options.cases && scubaParameters,
    environment && { environment },
    ...names.map((name) => controls[name]),
  )
}

function print(line) {
  if (options.json) console.log(JSON.stringify(line))
  else console.log(`${line.verdict.padEnd(13)} ${line.control.padEnd(40)} ${line.reason}`)
}

function parse(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return stop(`${file} cannot be read: ${error.message}`)
  }
}

function object(value, where) {
  const isSnapshot = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isSnapshot ? value : stop(`${where} is no snapshot: it must be one JSON object, keyed by source`)
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
