import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { addressForbidden } from '@tenantry/core'
import type { buildConnector } from 'undici'
import { isPublicAddress } from './public-address.js'

type Connect = buildConnector.connector
type Permits = (address: string) => boolean

/**
 * How a pool connects to the public internet alone. An address is judged when it is connected to, and it is that address
 * that is connected to: a name that leads elsewhere by then, or to several places, gets no further. Tests give a way to look
 * names up, and other addresses to permit.
 */
export function publicOnly({
  lookup = systemLookup,
  permits = isPublicAddress,
}: { lookup?: LookupFunction; permits?: Permits } = {}): {
  connect: Connect
} {
  let connecting: Promise<Connect> | undefined
  return {
    connect(options, done) {
      const host = options.hostname.replaceAll(/^\[|\]$/g, '')
      // An address needs no look-up, and would pass by the judgement there.
      const refused = isIP(host) > 0 ? refusalOf(host, [{ address: host, family: isIP(host) }], permits) : undefined
      if (refused) {
        done(refused, null)
        return
      }
      connecting ??= connector(judging(lookup, permits))
      void connectBy(connecting, options, done)
    },
  }
}

/** Loaded with the first connection, to keep the start short. */
async function connector(lookup: LookupFunction): Promise<Connect> {
  const undici = await import('undici')
  return undici.buildConnector({ timeout: 10_000, lookup })
}

async function connectBy(connecting: Promise<Connect>, ...request: Parameters<Connect>): Promise<void> {
  const connect = await connecting
  connect(...request)
}

function judging(lookup: LookupFunction, permits: Permits): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = Array.isArray(found) ? found : []
      const refused = error ?? refusalOf(hostname, addresses, permits)
      if (refused) done(refused, [])
      else if (options.all) done(null, addresses)
      else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
    })
  }
}

/** Nothing is said of where the name leads: that would tell of networks behind this server. */
function refusalOf(host: string, addresses: readonly LookupAddress[], permits: Permits) {
  const isPublic = addresses.length > 0 && addresses.every(({ address }) => permits(address))
  return isPublic ? undefined : addressForbidden({ host })
}
