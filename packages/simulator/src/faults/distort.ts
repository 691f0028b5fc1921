import type { HttpReply } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { chance } from './chance.js'
import type { FaultKind, Target } from './effects.js'
import { surprise } from './schema-surprises.js'

/** Faults of what an answer says. */
const DISTORTIONS = [
  'noContent',
  'errorInside',
  'missingHalf',
  'loopingLink',
  'foreignLink',
  'schemaSurprise',
] as const satisfies readonly FaultKind[]

const OF_LISTS: readonly FaultKind[] = ['missingHalf', 'loopingLink', 'foreignLink']

/** Looks like Microsoft's at a glance; `.example` belongs to nobody. */
const FOREIGN_HOST = 'graph.microsoft.com.example'

type Body = Record<string, unknown>

/** An answer as the fault wants it; undefined where none strikes, or there is nothing to distort. */
export function distort(
  simulation: Simulation,
  target: Target,
  reply: HttpReply,
  address: () => string,
): HttpReply | undefined {
  const { body } = reply
  if (simulation.faults.none || reply.status !== 200 || !isObject(body)) return undefined
  const fault = simulation.faults.take(
    DISTORTIONS.filter((kind) => Array.isArray(body['value']) || !OF_LISTS.includes(kind)),
    target,
  )
  if (!fault) return undefined
  switch (fault.kind) {
    case 'noContent':
      return { status: 204, headers: withoutType(reply.headers) }
    case 'errorInside':
      return { ...reply, body: { error: { code: 'UnknownError', message: 'An error has occurred.' } } }
    case 'missingHalf':
      return { ...reply, body: halved(body, simulation.seed) }
    case 'loopingLink':
      return { ...reply, body: { ...body, '@odata.nextLink': address() } }
    case 'foreignLink':
      return { ...reply, body: { ...body, '@odata.nextLink': `https://${FOREIGN_HOST}${target.path}?$skiptoken=1` } }
    default:
      return { ...reply, body: surprise(body, fault.as, fault.property) }
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function halved(body: Body, seed: number): Body {
  const { value } = body
  if (!Array.isArray(value)) return body
  return { ...body, value: value.filter((item) => chance(seed, 'half', JSON.stringify(identityOf(item))) < 0.5) }
}

function identityOf(item: unknown): unknown {
  return isObject(item) ? (item['id'] ?? item) : item
}

function withoutType(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'))
}
