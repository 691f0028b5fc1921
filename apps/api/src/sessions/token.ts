import { createHash, randomBytes } from 'node:crypto'

/** A secret that opens something once or for a while: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token. Its 256 bits cannot be guessed, so a plain SHA-256 is enough and a lookup leaks nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
