import type { Schema } from '@tenantry/api-client'

type Capabilities = Schema<'Capabilities'>
/** What one provider may do in the tenants that another one reaches. */
type Help = 'bulkConsent' | 'mailboxes'

/** A provider that helps in the tenants of another, or could once it is connected. */
export interface Assistant {
  providerId: string
  providerName: string
  helps: readonly Help[]
  connected: boolean
}

const texts: Record<Help, string> = {
  bulkConsent: 'grants consent in many tenants at once',
  mailboxes: 'serves mailboxes and distribution lists where our own app holds no role',
}

/** The providers that can help in the tenants of this one. None where no such plugin is installed. */
export function assistantsOf(capabilities: Capabilities, providerId: string): Assistant[] {
  const found = new Map<string, Assistant>()
  for (const help of ['bulkConsent', 'mailboxes'] as const) {
    const { connections, available } = capabilities[help]
    for (const entry of [...connections, ...available].filter((other) => other.providerId !== providerId)) {
      const own = connections.filter((connection) => connection.providerId === entry.providerId)
      const known = found.get(entry.providerId)
      found.set(entry.providerId, {
        providerId: entry.providerId,
        providerName: entry.providerName,
        helps: [...new Set([...(known?.helps ?? []), help])],
        connected: own.length > 0 || (known?.connected ?? false),
      })
    }
  }
  return [...found.values()]
}

/** What it does, as a sentence. */
export const helpSentence = ({ providerName, helps }: Assistant) =>
  `${providerName} ${helps.map((help) => texts[help]).join(', and ')}.`
