import './check-node.mjs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { inRepository } from './root.mjs'

// node scripts/validate-reports.mjs DIR writes sample reports with the real builders and holds them against the published
// schemas in DIR (sarif-2.1.0.json, oscal-complete-1.1.3.json), and reports in JSON against our own. Needs a built API.
const [folder] = process.argv.slice(2)
if (folder === undefined) stop('Say where the schemas are: node scripts/validate-reports.mjs DIR')

const built = (path) => import(inRepository('apps/api/dist/reports', path))
const { emptyReport, sampleReport, withEveryText } = await built('testing/sample-report.js')
const { sarifReport } = await built('sarif/sarif-report.js')
const { oscalReport } = await built('oscal/oscal-report.js')
const { jsonReport } = await built('json-report.js')
const { reportJsonSchema } = await built('report-json-schema.js')

const HOSTILE = ` "'>]}{0}<script>alert(1)</script>[a](https://example.org)\t\r\n\u0000\u2028\u202e=cmd|'/c calc'!A0 ${'é'.repeat(300)} `

const reports = {
  'a tenant with every result and cause': sampleReport(),
  'several tenants': sampleReport(['Fourth Coffee', 'Adventure Works', 'Litware']),
  'a tenant that was never assessed': emptyReport(),
  'attacks in every text': withEveryText(sampleReport(['A', 'B']), (text) => text + HOSTILE),
  'texts without a letter': withEveryText(
    sampleReport(['A']),
    (text) => ` ${Array.from(text, (character) => character.codePointAt(0)).join('')} `,
  ),
}
const formats = {
  'SARIF 2.1.0': [sarifReport, validator(schemaIn('sarif-2.1.0.json'))],
  'OSCAL 1.1.3': [oscalReport, validator(assessmentResults(schemaIn('oscal-complete-1.1.3.json')))],
  JSON: [jsonReport, validator(reportJsonSchema())],
}

const counts = { passed: 0, failed: 0 }
for (const [format, [build, validate]] of Object.entries(formats)) {
  for (const [name, report] of Object.entries(reports)) {
    const faults = await faultsOf(build, report, validate)
    counts[faults.length === 0 ? 'passed' : 'failed'] += 1
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${format}: ${name}`)
    for (const { instancePath, message } of faults.slice(0, 5)) console.log(`    ${instancePath} ${message}`)
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 ? 0 : 1

async function faultsOf(build, report, validate) {
  const parts = []
  for await (const part of build(report)) parts.push(part)
  try {
    return validate(JSON.parse(parts.join(''))) ? [] : validate.errors
  } catch (error) {
    return [{ instancePath: '', message: error.message }]
  }
}

/** Published schemas use keywords as their authors please, so it is not strict; the `id` of draft 4 only names the schema. */
function validator(schema) {
  const { $schema: _, id: __, ...rules } = schema
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true })
  addFormats.default(ajv)
  return ajv.compile(rules)
}

/** The part of OSCAL's schema for assessment results, so that a fault names what is wrong with those. */
function assessmentResults({ oneOf, ...schema }) {
  return { ...schema, ...oneOf.find(({ required }) => required.includes('assessment-results')) }
}

function schemaIn(name) {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch (error) {
    return stop(`${name} cannot be read: ${error.message}`)
  }
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
