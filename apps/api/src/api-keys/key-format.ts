import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const FORM = /^(tnt_[0-9A-Za-z]{26,})_([0-9A-Za-z]{6})$/

/** Makes a key: `tnt_`, 30 random characters (178 bits), `_` and a checksum by which scanners and we tell a typing error. */
export function newKey(): string {
  const random = Array.from({ length: 30 }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('')
  return withChecksum(`tnt_${random}`)
}

/** Whether a text is a key we could have made. Says nothing about whether it exists. */
export function isWellFormed(key: string): boolean {
  const start = FORM.exec(key)?.[1]
  return start !== undefined && withChecksum(start) === key
}

/** What is stored of a key. It cannot be guessed, so a plain SHA-256 is enough and a lookup leaks nothing. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The part of a key that people see in lists: little enough to leave the rest beyond guessing. */
export function visiblePart(key: string): string {
  return key.slice(0, isWellFormed(key) ? 12 : 4)
}

function withChecksum(start: string): string {
  let rest = crc32(start)
  let checksum = ''
  for (let place = 0; place < 6; place += 1) {
    checksum = DIGITS.charAt(rest % 62) + checksum
    rest = Math.floor(rest / 62)
  }
  return `${start}_${checksum}`
}
