import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'

/** argon2id is the default of the library. Memory in KiB. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

/** A password being set. */
export const NewPassword = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(256, 'Use at most 256 characters.')
  .refine((password) => new Set(password).size >= 5, 'Use more different characters.')

/** A password being checked: bounded, so that nobody makes us hash a megabyte. */
export const PresentedPassword = z.string().min(1, 'Enter your password.').max(256, 'This is too long for a password.')

/** Why a password is too easy for someone who knows these words about its owner; undefined when it is not. */
export function personalPart(password: string, words: readonly string[]): string | undefined {
  const lower = password.toLowerCase()
  const parts = words.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length >= 4)
  const found = parts.find((part) => lower.includes(part) && lower.length - part.length < 8)
  return found === undefined ? undefined : `Add more to it than “${found}”, which others can guess.`
}

/** Hashes a password for storing. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

/** Looks like the hash of a password that nobody knows, so that checking against it takes as long as against a real one. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${randomText(16)}$${randomText(32)}`

/** Compares a password with a stored hash. Without one it takes the same time and fails. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, password)
  return stored !== undefined && matches
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '')
}
