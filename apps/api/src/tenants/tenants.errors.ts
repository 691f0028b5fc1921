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
  example: { name: 'Partner portal' },
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
  example: { name: 'Partner portal' },
})

/** A handover link that someone took back. */
export const handoverRevoked = defineError({
  code: 'handover_revoked',
  status: 410,
  title: 'This link was taken back',
  why: () => 'The organization that made it has revoked it.',
  fix: () => 'Ask the person who sent it for a new one.',
  example: {},
})

/** A handover link whose days are over. */
export const handoverExpired = defineError({
  code: 'handover_expired',
  status: 410,
  title: 'This link has expired',
  why: () => 'It works for a few days only, and they are over.',
  fix: () => 'Ask the person who sent it for a new one.',
  example: {},
})

/** A handover link that opens nothing. */
export const handoverInvalid = defineError({
  code: 'handover_invalid',
  status: 404,
  title: 'This link is not valid',
  why: () => 'It never existed, or it was copied incompletely.',
  fix: () => 'Ask the person who sent it for a new one.',
  example: {},
})

/** Another group has this name. */
export const groupNameTaken = defineError({
  code: 'group_name_taken',
  status: 409,
  title: 'This name is taken',
  why: (p: { name: string }) => `Another group of this organization is called “${p.name}”.`,
  fix: () => 'Choose another name.',
  example: { name: 'Gold customers' },
})

/** No connection in use can consent in many tenants at once. */
export const noBulkConsent = defineError({
  code: 'no_bulk_consent',
  status: 409,
  title: 'Nothing here consents in bulk',
  why: () => 'No connection in use belongs to a provider that can consent in many tenants at once.',
  fix: () => 'Connect a provider that can, or grant consent tenant by tenant.',
  example: {},
})

/** The provider that consents in bulk did not bring about consent in a tenant. */
export const bulkConsentFailed = defineError({
  code: 'bulk_consent_failed',
  status: 409,
  title: 'Consent was not reached',
  why: (p: { provider: string; tenant: string; reason: string }) =>
    `${p.provider} was asked to consent in ${p.tenant}, and a sign-in there does not show it: ${p.reason}.`,
  fix: () => 'Try again those that failed, or grant admin consent for this tenant by itself.',
  example: { provider: 'The partner portal', tenant: 'Contoso', reason: 'it did not finish in time' },
})
