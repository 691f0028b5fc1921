import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts with AES-256-GCM under a random IV of 96 bits: IV, ciphertext, tag. One key may do this 2^32 times:
 * https://csrc.nist.gov/pubs/sp/800/38/d/final, section 8.3.
 */
export function encrypt(key: Buffer, context: Buffer, plaintext: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(context)
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Decrypts what {@link encrypt} made with the same key and context. Throws if one bit of any of it differs. */
export function decrypt(key: Buffer, context: Buffer, message: Buffer): Buffer {
  const iv = message.subarray(0, IV_BYTES)
  const tag = message.subarray(-TAG_BYTES)
  const ciphertext = message.subarray(IV_BYTES, -TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    .setAAD(context)
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

/** Writes facts one after the other, each after its length, so that no two lists of facts give the same bytes. */
export function contextOf(...facts: readonly (string | number | Buffer)[]): Buffer {
  return Buffer.concat(
    facts.flatMap((fact) => {
      const bytes = Buffer.isBuffer(fact) ? fact : Buffer.from(String(fact))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
