import { createHash } from 'node:crypto'

const SECRET_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-~'

function digest(...seed: (string | number)[]): Buffer {
  return createHash('sha256').update(seed.join('/')).digest()
}

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isGuid(text: string): boolean {
  return GUID.test(text)
}

/** The same GUID for the same seed, at every start. */
export function guid(...seed: (string | number)[]): string {
  const hex = digest(...seed).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A whole number from 0 to below the limit, the same for the same seed. */
export function pick(limit: number, ...seed: (string | number)[]): number {
  return digest(...seed).readUInt32BE(0) % limit
}

export function choose<T>(from: readonly T[], ...seed: (string | number)[]): T {
  return from[pick(from.length, ...seed)] as T
}

/** A client secret in Entra's form: 40 characters, three of them the hint, with `8Q~` after it. */
export function secretValue(...seed: (string | number)[]): string {
  const bytes = Buffer.concat([digest(...seed), digest(...seed, 'more')])
  const text = [...bytes].map((byte) => SECRET_ALPHABET[byte % SECRET_ALPHABET.length]).join('')
  return `${text.slice(0, 3).replace(/[._~-]/g, 'x')}8Q~${text.slice(6, 22)}.${text.slice(23, 40)}`
}
