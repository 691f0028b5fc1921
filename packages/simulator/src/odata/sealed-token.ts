import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Fixed, so that the same world gives the same links. It hides what a token holds; it protects nothing. */
const KEY = createHmac('sha256', 'page tokens of the simulated cloud').digest()
const IV_LENGTH = 12
const TAG_LENGTH = 16

/** An opaque token that only opens where it was made for: another tenant or path finds it broken. */
export function seal(content: unknown, place: string): string {
  const text = JSON.stringify(content)
  const iv = createHmac('sha256', KEY).update(place).update('\0').update(text).digest().subarray(0, IV_LENGTH)
  const cipher = createCipheriv('aes-256-gcm', KEY, iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What a token holds; undefined if it was made for another place, tampered with or made up. */
export function unseal(token: string, place: string): unknown {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length <= IV_LENGTH + TAG_LENGTH) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', KEY, bytes.subarray(0, IV_LENGTH))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_LENGTH, IV_LENGTH + TAG_LENGTH))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_LENGTH + TAG_LENGTH)), decipher.final()])
    return JSON.parse(text.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
