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
