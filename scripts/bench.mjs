import './check-node.mjs'
import { existsSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { inRepository } from './root.mjs'

const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const asJson = process.argv.includes('--json')
const file = inRepository('bench', `${name}.mjs`)
const ROUNDS = 7

if (!name || !existsSync(file)) {
  const names = readdirSync(inRepository('bench')).filter((entry) => entry.endsWith('.mjs'))
  console.error(
    `Usage: npm run bench -- NAME [--json], with NAME one of: ${names.map((entry) => entry.slice(0, -4)).join(', ')}`,
  )
  process.exit(1)
}

bootstrap()
const { default: open } = await import(pathToFileURL(file).href)
const bench = await open()
try {
  const report = { ...(await compare(bench)), ...(bench.notes && { notes: await bench.notes() }) }
  console.log(asJson ? JSON.stringify(report) : inWords(report))
} finally {
  await bench.close()
}

/** Measures both in turn, so that whatever else the machine does burdens both. The first round warms up and does not count. */
async function compare({ unit, ours, baseline, rounds = ROUNDS }) {
  const samples = { ours: [], baseline: [] }
  for (let round = 0; round <= rounds; round += 1) {
    for (const [side, measure] of Object.entries({ baseline, ours })) {
      const value = await measure()
      if (round > 0) samples[side].push(value)
      console.error(`round ${round} ${side}: ${value.toFixed(1)} ${unit}`)
    }
  }
  const result = { bench: name, unit, rounds, ours: summary(samples.ours), baseline: summary(samples.baseline) }
  return { ...result, ratio: round3(result.ours.median / result.baseline.median) }
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: round3(sorted[sorted.length >> 1]), spread: [round3(sorted[0]), round3(sorted[sorted.length - 1])] }
}

function inWords({ bench: title, unit, rounds, ours, baseline, ratio, notes }) {
  const side = ({ median, spread }) => `median ${median} ${unit}, ${spread[0]}–${spread[1]}`
  const more = notes ? `\n  notes     ${JSON.stringify(notes)}` : ''
  return `${title}, ${rounds} rounds\n  ours      ${side(ours)}\n  baseline  ${side(baseline)}\n  ratio     ${ratio}${more}`
}

function round3(value) {
  return Math.round(value * 1000) / 1000
}
