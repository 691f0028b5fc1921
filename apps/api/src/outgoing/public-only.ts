import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { addressForbidden } from '@tenantry/core'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { isPublicAddress } from './public-address.js'

/** How names become addresses, and which addresses may be connected to; tests give others. */
export interface PublicOnlyOptions {
  lookup?: LookupFunction
  permits?: (address: string) => boolean
}

/**
 * Connections to the public internet alone. The address is judged when it is connected to, and it is that address that is
 * connected to: a name that leads elsewhere by then, or to several places, gets no further.
 */
export function publicOnly({ lookup = systemLookup, permits = isPublicAddress }: PublicOnlyOptions = {}): Dispatcher {
  const connect = buildConnector({
    timeout: 10_000,
    lookup: (hostname, options, done) => {
      lookup(hostname, { ...options, all: true }, (error, found) => {
        const addresses: LookupAddress[] = Array.isArray(found) ? found : []
        const refused = error ?? refusalOf(hostname, addresses, permits)
        if (refused) done(refused, [])
        else if (options.all) done(null, addresses)
        else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
      })
    },
  })
  return new Agent({
    connect(options, done) {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      // An address needs no look-up, and would pass by the judgement there.
      const refused = isIP(host) > 0 ? refusalOf(host, [{ address: host, family: isIP(host) }], permits) : undefined
      if (refused) done(refused, null)
      else connect(options, done)
    },
  })
}

/** Nothing is said of where the name leads: that would tell of networks behind this server. */
function refusalOf(host: string, addresses: readonly LookupAddress[], permits: (address: string) => boolean) {
  const isPublic = addresses.length > 0 && addresses.every(({ address }) => permits(address))
  return isPublic ? undefined : addressForbidden({ host })
}
