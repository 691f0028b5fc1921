import { Resolver } from 'node:dns/promises'
import { domainToASCII } from 'node:url'
import { cancelled, type DnsType, nameUnanswered } from '@tenantry/core'

/** Asks the domain name system, as `Host.resolve` does. */
export type Resolve = (name: string, type: DnsType, signal: AbortSignal) => Promise<readonly string[]>

const TIMEOUT_MS = 2000
/** How often the row of servers is gone through: a packet may get lost. */
const ROUNDS = 2

/** What servers say where nothing is published; everything else leaves it open. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])

const REASONS: Readonly<Record<string, string>> = {
  ESERVFAIL: 'SERVFAIL',
  EREFUSED: 'REFUSED',
  ETIMEOUT: 'no answer in time',
  ECONNREFUSED: 'nothing listens at the address of the name server',
  EBADRESP: 'an answer that cannot be read',
}

/**
 * Asks these name servers (`address` or `address:port`; none: those of the system) one after another, until one of them says
 * what there is or that there is nothing. Each is asked from a port of its own.
 */
export function nameServers(servers: readonly string[] = [], { timeoutMs = TIMEOUT_MS } = {}): Resolve {
  const rows = servers.length > 0 ? servers : new Resolver().getServers()
  return async (name, type, signal) => {
    const asked = spelled(name)
    if (asked === undefined) throw nameUnanswered({ name, reason: 'it is not a name that can be asked for' })
    let reason = 'there is no name server'
    for (const server of Array.from({ length: ROUNDS }, () => rows).flat()) {
      const answer = await ask(server, asked, type, { signal, timeoutMs })
      if (signal.aborted) throw cancelled({})
      if ('records' in answer) return answer.records
      reason = answer.problem
    }
    throw nameUnanswered({ name, reason })
  }
}

type Answer = { records: readonly string[] } | { problem: string }

async function ask(
  server: string,
  name: string,
  type: DnsType,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Answer> {
  if (signal.aborted) throw cancelled({})
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  resolver.setServers([server])
  const calledOff = calledOffBy(signal)
  calledOff.add(resolver)
  try {
    return { records: await recordsOf(resolver, name, type) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN'
    return NOTHING.has(code) ? { records: [] } : { problem: REASONS[code] ?? code.replace(/^E/, '') }
  } finally {
    calledOff.delete(resolver)
  }
}

const atWork = new WeakMap<AbortSignal, Set<Resolver>>()

/** The resolvers at work that a signal calls off. A connection asks for many names at once, and has one signal. */
function calledOffBy(signal: AbortSignal): Set<Resolver> {
  const known = atWork.get(signal)
  if (known) return known
  const resolvers = new Set<Resolver>()
  atWork.set(signal, resolvers)
  signal.addEventListener('abort', () => {
    for (const resolver of resolvers) resolver.cancel()
  })
  return resolvers
}

async function recordsOf(resolver: Resolver, name: string, type: DnsType): Promise<string[]> {
  switch (type) {
    case 'TXT':
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    case 'MX':
      return (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange || '.'}`)
    default:
      return resolver.resolveCname(name)
  }
}

/** A name as it travels, or undefined: too long, or of other letters than names on the internet have. */
function spelled(name: string): string | undefined {
  const plain = name.replace(/\.$/, '')
  const ascii = /^[\x21-\x7e]+$/.test(plain) ? plain : domainToASCII(plain)
  const fits = ascii.length <= 253 && ascii.split('.').every((label) => /^[a-z0-9_-]{1,63}$/i.test(label))
  return fits ? ascii : undefined
}
