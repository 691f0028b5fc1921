import { defineError } from '@tenantry/core'

/** The organization has switched the provider off. */
export const providerDisabled = defineError({
  code: 'provider_disabled',
  status: 409,
  title: 'This integration is switched off',
  why: (p: { provider: string; everywhere: boolean }) =>
    p.everywhere
      ? `The operator of this server has switched ${p.provider} off for everyone.`
      : `${p.provider} is not switched on for this organization.`,
  fix: (p) =>
    p.everywhere
      ? 'Ask the operator to take it out of DISABLED_PROVIDERS.'
      : 'An admin or owner can switch it on under Settings › Integrations.',
  example: { provider: 'Microsoft 365', everywhere: false },
})

/** A connection names a provider that is not loaded. */
export const providerMissing = defineError({
  code: 'provider_missing',
  status: 409,
  title: 'The provider of this connection is not loaded',
  why: (p: { provider: string }) => `The plugin “${p.provider}” was removed or refused at start.`,
  fix: () =>
    'Ask the operator to look at the start-up log. The connection is kept and works again once the plugin is back.',
  example: { provider: 'microsoft' },
})
