import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { toValidationError, ValidationError } from '../http/problem.js'
import { DisplayName } from './display-name.js'
import { hashPassword, NewPassword, personalPart } from './password.js'

/** A user about to be stored. */
export interface NewAccount {
  id: string
  email: string
  name: string
  passwordHash: string
}

const Wanted = z.object({ name: DisplayName, password: NewPassword })

/** Checks what a person chose for a new account, field by field, and hashes the password. */
export async function newAccount(given: { email: string; name?: string; password: string }): Promise<NewAccount> {
  const wanted = Wanted.safeParse({ name: given.name ?? '', password: given.password })
  if (!wanted.success) throw toValidationError(wanted.error.issues)
  const { name, password } = wanted.data
  const weak = personalPart(password, [given.email, name])
  if (weak !== undefined) throw new ValidationError([{ path: 'password', message: weak }])
  return { id: randomUUID(), email: given.email, name, passwordHash: await hashPassword(password) }
}
