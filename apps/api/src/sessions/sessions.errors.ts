import { defineError } from '@tenantry/core'

/** Says the same whether the address is unknown or the password wrong. */
export const signInFailed = defineError({
  code: 'sign_in_failed',
  status: 401,
  title: 'Sign-in failed',
  why: () => 'The e-mail address or the password is wrong.',
  fix: () => 'Check both, and that caps lock is off.',
  example: {},
})

/** Too many wrong passwords. */
export const signInLimited = defineError({
  code: 'sign_in_limited',
  status: 429,
  title: 'Too many attempts to sign in',
  why: (p: { seconds: number }) => `Too many attempts failed, so sign-in rests for ${p.seconds} s.`,
  fix: () => 'Wait as long as the header `Retry-After` says, then try again.',
  retryable: true,
  example: { seconds: 60 },
})

/** What belongs to a person, asked for by a key. */
export const personRequired = defineError({
  code: 'person_required',
  status: 403,
  title: 'Only a person can do this',
  why: () => 'This belongs to a person who is signed in; the request carries an API key.',
  fix: () => 'Sign in with e-mail and password.',
  example: {},
})
