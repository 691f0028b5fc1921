import { defineError } from '@tenantry/core'

/** Wrong, used, withdrawn and expired links are answered alike. */
export const invitationInvalid = defineError({
  code: 'invitation_invalid',
  status: 404,
  title: 'This invitation is no longer valid',
  why: () => 'The link is wrong, was used already, was withdrawn, or is older than 7 days.',
  fix: () => 'Ask whoever invited you for a new link.',
  example: {},
})
