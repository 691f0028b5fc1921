import type { Schema } from '@tenantry/api-client'

type Preview = Schema<'DisconnectPreview'>

const companies = (count: number) => (count === 1 ? '1 company' : `${count} companies`)

const lost: Partial<Record<Preview['capabilities'][number], string>> = {
  bulkConsent: 'Consent for many companies at once is no longer on offer. Each can still be granted by itself.',
}

/** What disconnecting changes, the companies first. */
export function disconnectConsequences(preview: Preview | undefined): string[] {
  const { tenants = 0, mailboxes = [], capabilities = [] } = preview ?? {}
  return [
    ...(mailboxes.length > 0
      ? [
          `In ${companies(mailboxes.length)} nothing else serves mailboxes. Users, passwords and groups keep working there.`,
        ]
      : []),
    ...(tenants > 0 ? [`${companies(tenants)} with everything noted about them are no longer shown here.`] : []),
    ...capabilities.flatMap((capability) => lost[capability] ?? []),
    'Its sealed credential and its tokens are destroyed at once.',
    'Its checks, health history and integration log end here. The audit log keeps what was done.',
    'What was registered for it at the provider stays. Remove it there if nothing else uses it.',
  ]
}
