import { expect } from 'vitest'
import { AppError } from '../../errors.js'
import type { PluginClient, ProviderPlugin } from '../../plugin.js'
import type { ReadContext, Reader } from '../../reader.js'
import { createFacts, type Reading } from '../../reading.js'
import { sharedErrors } from '../../shared-errors.js'
import type { ReachBench } from '../bench.js'
import type { Check } from '../check.js'
import type { Lab } from '../lab.js'
import type { Trouble } from '../troubled-network.js'
import { reachOut, refusal } from './capabilities.js'

const LONG = 180_000

/** Answers out of which nothing may be read. */
const NOTHING_READ: readonly Trouble[] = [
  { kind: 'status', status: 500 },
  { kind: 'body', body: '{}' },
  { kind: 'half' },
]

/** What it reads of a tenant: whole and in the form declared, or not at all and with the reason. */
export function readerChecks(plugin: ProviderPlugin, reach: ReachBench | undefined): Check[] {
  const { readers = [] } = plugin
  if (readers.length === 0 || !reach) return []
  return [
    {
      sentence: 'reads each resource that it declares in its declared form, or says why not',
      timeout: LONG,
      run: async (lab) => void (await readAll(lab, reach)),
    },
    {
      sentence: 'takes no trouble on the way for an empty list or an object',
      timeout: LONG,
      async run(lab) {
        const readings = await readAll(lab, reach)
        for (const trouble of NOTHING_READ) {
          const { client } = await reachOut(lab, reach)
          for (const reader of readers) {
            lab.network.trouble = trouble
            const before = lab.network.exchanges.length
            const outcome = await read(reader, client, contextOf(reach, readings)).then(
              (value) => ({ value }),
              (error: unknown) => ({ error }),
            )
            lab.network.trouble = undefined
            // What asks nobody is in no trouble.
            if (lab.network.exchanges.length === before) continue
            const what = `${reader.resource.id} with ${JSON.stringify(trouble)}`
            await refusal(plugin, what, () =>
              'error' in outcome ? Promise.reject(outcome.error) : Promise.resolve(outcome.value),
            )
          }
        }
      },
    },
  ]
}

/** Reads everything, in an order in which each finds what it builds on. */
async function readAll(lab: Lab, reach: ReachBench): Promise<Map<string, Reading>> {
  const { readers = [], errors } = lab.plugin
  const known = [...sharedErrors, ...errors].map(({ kind }) => kind.code)
  const { client } = await reachOut(lab, reach)
  const readings = new Map<string, Reading>()
  const waiting = new Set(readers)
  while (waiting.size > 0) {
    const ready = [...waiting].filter(({ after = [] }) =>
      after.every(({ source }) => ![...waiting].some(({ resource }) => resource.source === source)),
    )
    expect(ready, 'readers do not wait for each other in a circle').not.toEqual([])
    for (const reader of ready) {
      waiting.delete(reader)
      readings.set(reader.resource.source, await readingOf(reader, client, contextOf(reach, readings), known))
      const { status } = createFacts(new Date(), (source) => readings.get(source)).read(reader.resource)
      expect(status === 'error' || status === 'read', `${reader.resource.id} is read or refused`).toBe(true)
    }
  }
  return readings
}

async function readingOf(
  reader: Reader<PluginClient>,
  client: PluginClient,
  context: ReadContext,
  known: readonly string[],
): Promise<Reading> {
  try {
    const value = await read(reader, client, context)
    const parsed = reader.resource.schema.safeParse(value)
    expect(parsed.error?.issues[0], `${reader.resource.id} has its declared form`).toBeUndefined()
    return { status: 'read', value }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(known, `${reader.resource.id}: a declared error`).toContain(error.code)
    return { status: 'error', problem: { title: error.title, why: error.why, fix: error.fix } }
  }
}

async function read(reader: Reader<PluginClient>, client: PluginClient, context: ReadContext): Promise<unknown> {
  if (reader.form === 'object') return reader.read(client, context)
  const items: unknown[] = []
  for await (const page of reader.pages(client, context)) items.push(...page.items)
  return items
}

function contextOf(reach: ReachBench, readings: ReadonlyMap<string, Reading>): ReadContext {
  return { tenant: reach.tenant(), facts: createFacts(new Date(), (source) => readings.get(source)) }
}
