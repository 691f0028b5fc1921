import { isIPv4, isIPv6 } from 'node:net'

/** The part of an address that one customer of a network holds: all of an IPv4 address, the first 64 bits of an IPv6 one. */
export function networkOf(ip: string): string {
  const v4 = /^(?:::ffff:)?([\d.]+)$/i.exec(ip)?.[1]
  if (v4 !== undefined && isIPv4(v4)) return v4
  if (!isIPv6(ip)) return 'unknown'
  const [head = '', tail] = ip.toLowerCase().replace(/%.*$/, '').split('::')
  const before = groups(head)
  const after = groups(tail ?? '')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const all = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
