import { defineError } from '@tenantry/core'

/** Another tenant has this name in addresses. */
export const slugTaken = defineError({
  code: 'slug_taken',
  status: 409,
  title: 'The short name is taken',
  why: (p: { slug: string }) => `Another tenant of this organization is called “${p.slug}”.`,
  fix: () => 'Choose another short name.',
  example: { slug: 'contoso' },
})

/** The connection is of a kind that lists no tenants. */
export const noTenants = defineError({
  code: 'no_tenants',
  status: 409,
  title: 'This connection has no tenants',
  why: (p: { name: string }) => `The connection “${p.name}” is of a kind that reaches no tenants of its own.`,
  fix: () => 'Choose a connection that reaches tenants.',
  example: { name: 'CIPP' },
})

/** Nothing matches what a run was asked for. */
export const nothingMatches = defineError({
  code: 'nothing_matches',
  status: 422,
  title: 'No tenant matches',
  why: () => 'No tenant matches what was asked for, so there is nothing to do.',
  fix: () => 'Change the selection or the filter.',
  example: {},
})

/** The run has ended and cannot be changed. */
export const runEnded = defineError({
  code: 'run_ended',
  status: 409,
  title: 'The run has ended',
  why: () => 'It ended before, so there is nothing to cancel.',
  fix: () => 'Start another one if it is needed.',
  example: {},
})

/** A run can be tried again only once it has ended. */
export const runUnderWay = defineError({
  code: 'run_under_way',
  status: 409,
  title: 'The run is under way',
  why: () => 'It has not ended yet.',
  fix: () => 'Wait for its end, or cancel it first.',
  example: {},
})

/** The connection's provider knows no consent. */
export const noConsent = defineError({
  code: 'no_consent',
  status: 409,
  title: 'There is nothing to consent to',
  why: (p: { name: string }) => `Tenants of “${p.name}” need no consent, or it is not given through us.`,
  fix: () => 'Choose a tenant of a connection that works with consent.',
  example: { name: 'CIPP' },
})

/** A handover link that opens nothing. */
export const handoverInvalid = defineError({
  code: 'handover_invalid',
  status: 404,
  title: 'This link is not valid',
  why: () => 'It has expired, was revoked, or never existed.',
  fix: () => 'Ask the person who sent it for a new one.',
  example: {},
})
