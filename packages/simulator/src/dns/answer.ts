import packet, { type Answer, type DecodedPacket, type OptAnswer, type Packet } from 'dns-packet'
import type { Simulation } from '../simulation.js'
import type { Target } from '../faults/effects.js'
import type { DnsType } from './records.js'
import { type Found, resolve } from './resolve.js'

const TYPES: readonly string[] = [
  'A',
  'AAAA',
  'CNAME',
  'NS',
  'MX',
  'TXT',
  'SOA',
  'CAA',
  'DS',
  'TLSA',
  'SRV',
] satisfies DnsType[]

const RCODES = { noError: 0, formatError: 1, serverFailure: 2, nameError: 3, notImplemented: 4, refused: 5 }

/** What a client takes over UDP unless it says more, and the most that is ever sent so. */
const SMALLEST = 512
const LARGEST = 1232

/** The bytes of an answer to a query, or nothing: the name server is silent then. */
export function answerQuery(simulation: Simulation, query: Buffer, transport: 'udp' | 'tcp'): Buffer | undefined {
  let asked: DecodedPacket
  try {
    asked = packet.decode(query)
  } catch {
    return query.length < 2 ? undefined : encode({ id: query.readUInt16BE(0), questions: [] }, RCODES.formatError)
  }
  if (asked.flag_qr) return undefined
  const { id, questions = [] } = asked
  const [question] = questions
  const isQuery = ((asked.flags ?? 0) & 0x7800) === 0
  if (!isQuery) return encode({ id, questions: [] }, RCODES.notImplemented, asked)
  if (!question || questions.length > 1) return encode({ id, questions: [] }, RCODES.formatError, asked)
  if ((question.class ?? 'IN') !== 'IN') return encode({ id, questions }, RCODES.refused, asked)
  const name = question.name.toLowerCase()
  const resolution = TYPES.includes(question.type)
    ? resolve(simulation.world, name, question.type as DnsType)
    : { ...resolve(simulation.world, name, 'SOA'), answers: [] }
  const target: Target = {
    tenantId: resolution.tenantId,
    service: 'dns',
    path: name,
    method: question.type,
    struck: [],
  }
  const rcode = resolution.nonexistent ? RCODES.nameError : RCODES.noError
  const outcome = struckBy(simulation, target) ?? rcode
  note(simulation, target, outcome)
  if (outcome === 'silent') return undefined
  if (outcome === 'truncated' && transport === 'udp') return truncated({ id, questions }, asked)
  if (outcome === RCODES.serverFailure) return encode({ id, questions }, RCODES.serverFailure, asked)
  const proved = resolution.proved && (asked.flag_ad || optionsOf(asked)?.flag_do === true)
  const answer = encode(
    {
      id,
      questions,
      answers: resolution.answers.map((found) => toAnswer(found, name, question.name)),
      authorities: resolution.authority ? [toAnswer(resolution.authority)] : [],
      flags: proved ? packet.AUTHENTIC_DATA : 0,
    },
    rcode,
    asked,
  )
  return transport === 'udp' && answer.length > roomOver(asked) ? truncated({ id, questions }, asked) : answer
}

type Outcome = number | 'silent' | 'truncated'

function struckBy({ faults }: Simulation, target: Target): Outcome | undefined {
  const fault = faults.take(['servfail', 'noAnswer', 'truncatedAnswer'], target)
  return fault && OUTCOMES[fault.kind]
}

const OUTCOMES = { servfail: RCODES.serverFailure, noAnswer: 'silent', truncatedAnswer: 'truncated' } as const

/** In the request log, the status is the response code. */
function note({ requests, clock }: Simulation, { tenantId, method = '', path, struck = [] }: Target, outcome: Outcome) {
  requests.add({
    time: clock.now(),
    method,
    address: ['dns:', path],
    status: typeof outcome === 'number' ? outcome : 0,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(struck.length > 0 ? { struck } : {}),
    arrived: outcome !== 'silent',
  })
}

function optionsOf({ additionals = [] }: Packet): OptAnswer | undefined {
  return additionals.find((record): record is OptAnswer => record.type === 'OPT')
}

function roomOver(asked: Packet): number {
  return Math.min(Math.max(optionsOf(asked)?.udpPayloadSize ?? SMALLEST, SMALLEST), LARGEST)
}

function truncated(facts: Packet, asked: Packet): Buffer {
  return encode({ ...facts, flags: packet.TRUNCATED_RESPONSE }, RCODES.noError, asked)
}

function encode(facts: Packet, rcode: number, asked?: Packet): Buffer {
  const wanted = (asked?.flags ?? 0) & packet.RECURSION_DESIRED
  return packet.encode({
    ...facts,
    type: 'response',
    flags: (facts.flags ?? 0) | packet.RECURSION_AVAILABLE | wanted | rcode,
    additionals: asked && optionsOf(asked) ? [OPTIONS] : [],
  })
}

const OPTIONS: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: LARGEST,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
}

/** A client that varies the case of a name wants it back as it sent it. */
function toAnswer({ name, record }: Found, asked?: string, asSent?: string): Answer {
  return { class: 'IN', name: name === asked && asSent !== undefined ? asSent : name, ...record }
}
