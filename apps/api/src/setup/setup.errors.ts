import { defineError } from '@tenantry/core'

/** The one-time link is not the one that was printed. */
export const setupLinkInvalid = defineError({
  code: 'setup_link_invalid',
  status: 403,
  title: 'This setup link is not valid',
  why: () => 'The link is wrong, or older than 24 hours.',
  fix: () => 'Start the server again: it prints a new link.',
  example: {},
})

/** Someone owns this installation. */
export const alreadySetUp = defineError({
  code: 'already_set_up',
  status: 409,
  title: 'This installation has an owner',
  why: () => 'The first owner was created already.',
  fix: () => 'Sign in, or ask an owner to invite you.',
  example: {},
})
