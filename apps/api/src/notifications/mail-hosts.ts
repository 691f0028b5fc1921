import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { mailServerForbidden, mailServerNotReachable } from './mail.errors.js'

/** Ports on which mail servers take messages. An organization can make this server connect to no others. */
export const MAIL_PORTS: readonly number[] = [25, 465, 587, 2525]

/** Where no organization's mail server is: this machine, link-local (cloud metadata among it), multicast, nowhere. */
const NEVER = new BlockList()
for (const [network, prefix, family] of [
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
] as const) {
  NEVER.addSubnet(network, prefix, family)
}

export interface ReachableHost {
  addresses: { address: string; family: number }[]
}

/**
 * The addresses of a mail server, resolved once: they are what is connected to. Private networks are allowed, since a
 * company's relay is often there; `trusted` skips the check for servers that the operator named.
 */
export async function resolveMailHost(host: string, port: number, trusted: boolean): Promise<ReachableHost> {
  if (!trusted && !MAIL_PORTS.includes(port)) {
    throw mailServerForbidden({
      host: `${host}:${port}`,
      reason: `is none of the ports of mail (${MAIL_PORTS.join(', ')})`,
    })
  }
  const addresses = await addressesOf(host, port)
  const forbidden = addresses.find(({ address }) => isForbidden(address))
  if (forbidden && !trusted) {
    throw mailServerForbidden({
      host,
      reason: `leads to this machine or to a place that is no mail server (${forbidden.address})`,
    })
  }
  return { addresses }
}

/** Whether no organization may have its mail server there. */
export function isForbidden(address: string): boolean {
  return NEVER.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

async function addressesOf(host: string, port: number): Promise<ReachableHost['addresses']> {
  try {
    return await lookup(host, { all: true })
  } catch (cause) {
    throw mailServerNotReachable({ host, port, reason: 'has a name that nobody can resolve' }, { cause })
  }
}
