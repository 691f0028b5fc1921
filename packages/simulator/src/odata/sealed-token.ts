import { scramble } from '../world/hash.js'

/** Fixed, so that the same world gives the same links. It hides what a token holds; it protects nothing. */
const SEEDS = [0x70616765, 0x746f6b65] as const
const TAG_LENGTH = SEEDS.length * 4

/** An opaque token that only opens where it was made for: another tenant or path finds it broken. */
export function seal(content: unknown, place: string): string {
  const bytes = Buffer.from(JSON.stringify(content))
  const sealed = Buffer.allocUnsafe(TAG_LENGTH + bytes.length)
  for (const [index, seed] of SEEDS.entries()) sealed.writeUInt32BE(tagOf(seed, place, bytes), index * 4)
  bytes.copy(sealed, TAG_LENGTH)
  blend(sealed)
  return sealed.toString('base64url')
}

/** What a token holds; undefined if it was made for another place, tampered with or made up. */
export function unseal(token: string, place: string): unknown {
  const sealed = Buffer.from(token, 'base64url')
  if (sealed.length <= TAG_LENGTH || sealed.toString('base64url') !== token) return undefined
  blend(sealed)
  const bytes = sealed.subarray(TAG_LENGTH)
  if (SEEDS.some((seed, index) => sealed.readUInt32BE(index * 4) !== tagOf(seed, place, bytes))) return undefined
  return JSON.parse(bytes.toString('utf8')) as unknown
}

/** A number that depends on every letter of the place and every byte of the text. */
function tagOf(seed: number, place: string, bytes: Buffer): number {
  let tag = seed
  for (let index = 0; index < place.length; index++) tag = mix(tag, place.charCodeAt(index))
  tag = mix(scramble(tag), place.length)
  for (let index = 0; index < bytes.length; index++) tag = mix(tag, bytes[index] as number)
  return scramble(tag)
}

function mix(tag: number, part: number): number {
  const mixed = Math.imul(tag ^ part, 0x01000193)
  return mixed ^ (mixed >>> 15)
}

/** Makes the text unreadable by its own tag, and readable again. */
function blend(sealed: Buffer): void {
  let stream = sealed.readUInt32BE(0)
  for (let index = TAG_LENGTH; index < sealed.length; index++) {
    stream = scramble(stream + index)
    sealed[index] = (sealed[index] as number) ^ (stream & 0xff)
  }
}
