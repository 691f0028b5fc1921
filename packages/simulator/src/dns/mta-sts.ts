import type { Answer, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { mailDomainsOf, mailExchangers } from '../world/mail-domains.js'

const PREFIX = 'mta-sts.'
const PATH = '/.well-known/mta-sts.txt'

export function isMtaSts(host: string): boolean {
  return host.startsWith(PREFIX)
}

/** `https://mta-sts.DOMAIN/.well-known/mta-sts.txt` (RFC 8461). */
export function answerMtaSts({ world }: Simulation, { host, path, method }: HttpRequest): Answer {
  const name = host.slice(PREFIX.length)
  const tenant = world.findTenant(name)
  const domain = tenant && mailDomainsOf(tenant).find((one) => one.name === name && one.mtaSts !== undefined)
  const target = { tenantId: tenant?.id, service: 'dns' as const, path, method }
  if (!tenant || !domain || path !== PATH) return { target, reply: { status: 404, body: 'Not found' } }
  const lines = [
    'version: STSv1',
    `mode: ${domain.mtaSts}`,
    ...mailExchangers(tenant, domain).map((exchanger) => `mx: ${exchanger}`),
    'max_age: 604800',
  ]
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  return { target, reply: { status: 200, headers, body: `${lines.join('\r\n')}\r\n` } }
}
