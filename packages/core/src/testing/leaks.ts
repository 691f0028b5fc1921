import { inspect } from 'node:util'

/** Shorter lines, such as those of a PEM frame, are no secrets. */
const SHORTEST = 8

/** The secrets that can be seen in something, in any usual spelling. */
export function leaks(secrets: readonly string[], seen: unknown): string[] {
  const text = inspect(seen, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null })
  return secrets
    .flatMap((secret) => secret.split(/\r?\n/))
    .filter((line) => line.length >= SHORTEST && !line.startsWith('-----'))
    .filter((line) => spellings(line).some((spelling) => text.includes(spelling)))
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const base64 = [0, 1, 2].flatMap((offset) => [within(bytes, offset, 'base64'), within(bytes, offset, 'base64url')])
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), hex, hex.toUpperCase(), ...base64]
}

/** The part of a longer base64 text that holds these bytes alone, when they begin at this offset of a group of three. */
function within(bytes: Buffer, offset: number, encoding: 'base64' | 'base64url'): string {
  const shared = offset === 0 ? 0 : offset + 1
  const whole = Math.floor(((offset + bytes.length) * 8) / 6)
  return Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(encoding)
    .slice(shared, whole)
}
