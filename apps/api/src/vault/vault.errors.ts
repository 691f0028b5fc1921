import { defineError } from '@tenantry/core'

/** A data key is wrapped with a master key that this process was not given. */
export const masterKeyUnknown = defineError({
  code: 'master_key_unknown',
  status: 503,
  title: 'A master key is missing',
  why: (p: { fingerprint: string }) =>
    `Secrets of this organization are sealed with master key ${p.fingerprint}, which this process does not have.`,
  fix: () =>
    'An operator should restart every process with the same MASTER_KEY and, while rotating, MASTER_KEY_PREVIOUS.',
  retryable: true,
  example: { fingerprint: '4f2a9c01d37be865' },
})

/** The secret was given for another provider, host or setting than it is now to be used with. */
export const secretBoundElsewhere = defineError({
  code: 'secret_bound_elsewhere',
  status: 409,
  title: 'The credentials have to be entered again',
  why: (p: { provider: string }) =>
    `The stored ${p.provider} credentials were entered for other settings than the connection has now, so they stay closed.`,
  fix: () => 'Enter the credentials again with Update credentials, or take the change of settings back.',
  health: 'authenticationError',
  example: { provider: 'microsoft' },
})

/** The sealed bytes, or the key that opens them, are not what was stored. */
export const secretUnreadable = defineError({
  code: 'secret_unreadable',
  status: 409,
  title: 'The stored credentials cannot be opened',
  why: (p: { provider: string }) =>
    `The stored ${p.provider} credentials were changed or moved outside the app, or belong to another key.`,
  fix: () =>
    'Enter the credentials again with Update credentials. If several connections say this, restore database and key from the same backup.',
  health: 'authenticationError',
  example: { provider: 'microsoft' },
})

/** The errors of this room, for the catalogue. */
export const vaultErrors = [masterKeyUnknown, secretBoundElsewhere, secretUnreadable]
