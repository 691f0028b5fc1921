import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** https://www.iana.org/assignments/iana-ipv4-special-registry */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Public by its number, and inside of every machine in Azure: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  ['168.63.129.16', 32],
] as const) {
  special.addSubnet(network, prefix, 'ipv4')
}

/** Of IPv6 only this part is given out to the public, less what is in the list after it. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

/** https://www.iana.org/assignments/iana-ipv6-special-registry; 6to4 and Teredo lead to IPv4 addresses that hide in them. */
const specialWithin = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  specialWithin.addSubnet(network, prefix, 'ipv6')
}

/** Forms of IPv6 that stand for the IPv4 address in their last 32 bits: mapped, and translated (NAT64) where a network has no IPv4. */
const wrapping = [wrapper('::ffff:0:0', 96), wrapper('64:ff9b::', 96)]

/**
 * Whether an address is one of the public internet: not of this machine, of a private network, of a cloud's own services,
 * or of no single machine at all. What cannot be read is not.
 */
export function isPublicAddress(address: string): boolean {
  const [plain = ''] = address.split('%')
  if (isIPv4(plain)) return !special.check(plain, 'ipv4')
  if (!isIPv6(plain)) return false
  if (wrapping.some((list) => list.check(plain, 'ipv6'))) return !special.check(lastFour(plain), 'ipv4')
  return global.check(plain, 'ipv6') && !specialWithin.check(plain, 'ipv6')
}

function wrapper(network: string, prefix: number): BlockList {
  const list = new BlockList()
  list.addSubnet(network, prefix, 'ipv6')
  return list
}

/** The IPv4 address in the last 32 bits, however they are written. */
function lastFour(address: string): string {
  // The URL parser writes every form of an address in one.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':')
  const [high = 0, low = 0] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
