import { createHmac } from 'node:crypto'
import { StartupError } from '../config/startup-error.js'

/** A key that wraps the data keys of organizations. */
export interface MasterKey {
  key: Buffer
  /** Names the key without revealing it. */
  fingerprint: string
}

const KEY_BYTES = 32

const REMEDY = 'Make one with: node -p "crypto.randomBytes(32).toString(\'base64\')"'

/** Reads a key as people write it down: 32 bytes in base64. `origin` names the place for the refusal. */
export function parseMasterKey(text: string, origin: string): MasterKey {
  const written = text.trim()
  if (written === '') throw new StartupError(`${origin} is empty; a master key is 32 bytes in base64. ${REMEDY}`)
  const key = Buffer.from(written, 'base64')
  if (key.toString('base64') !== written) {
    throw new StartupError(`${origin} is not base64; a master key is 32 bytes in base64. ${REMEDY}`)
  }
  if (key.length !== KEY_BYTES) {
    throw new StartupError(`${origin} has ${key.length * 8} bits; a master key has 256, in base64. ${REMEDY}`)
  }
  if (key.every((byte) => byte === 0))
    throw new StartupError(`${origin} is all zeros, which protects nothing. ${REMEDY}`)
  return asMasterKey(key)
}

/** A key with its fingerprint. */
export function asMasterKey(key: Buffer): MasterKey {
  return { key, fingerprint: createHmac('sha256', key).update('tenantry master key').digest('hex').slice(0, 16) }
}
