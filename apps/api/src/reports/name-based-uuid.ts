import { createHash } from 'node:crypto'

/** The namespace of all our names. */
const NAMESPACE = Buffer.from('8f4b1b0e6f1d4c0f9c1e5a2d7b3e9a64', 'hex')

/** A UUID that follows from its name (RFC 9562, version 5): the same parts, the same UUID. */
export function nameBasedUuid(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16)
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
