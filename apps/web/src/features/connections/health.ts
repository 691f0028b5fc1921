import type { Meaning } from '@tenantry/ui'
import type { Connection, ConnectionHealth } from '../../api/shapes.js'

/** How each health is named and what it means. A fault of the provider's tells us nothing about the connection itself. */
export const healthLooks: Readonly<Record<ConnectionHealth | 'unknown', { meaning: Meaning; label: string }>> = {
  connected: { meaning: 'good', label: 'Connected' },
  authenticationError: { meaning: 'broken', label: 'Authentication error' },
  permissionError: { meaning: 'attention', label: 'Permission error' },
  serviceError: { meaning: 'unknown', label: 'Service error' },
  disabled: { meaning: 'off', label: 'Disabled' },
  unknown: { meaning: 'unknown', label: 'Not known' },
}

const sentences: Readonly<Record<ConnectionHealth, (whom: string, problem?: string) => string>> = {
  connected: (whom) => `Connected to ${whom}: sign-in, permissions and calls work.`,
  disabled: (whom) => `Switched off: nothing is read from ${whom} and nothing is sent to it.`,
  authenticationError: (whom, problem = 'the credential is not accepted') => `Signing in to ${whom} fails: ${problem}.`,
  permissionError: (whom, problem = 'a permission is missing') =>
    `Signing in to ${whom} works, and something is not allowed: ${problem}.`,
  serviceError: (whom, problem = 'the provider has a problem') => `${whom} cannot be checked right now: ${problem}.`,
}

/** The state of a connection in one sentence. */
export const healthSentence = ({ health, tenant, problem, name }: Connection): string =>
  sentences[health](
    tenant?.name ?? name,
    problem ? problem.title.charAt(0).toLowerCase() + problem.title.slice(1) : undefined,
  )

const noteTexts: Readonly<Record<string, string>> = {
  throttled: 'The provider asks us to slow down. Calls resume by themselves.',
  licence_missing: 'A feature is off because the tenant has no licence for it.',
}

/** A note of a connection in words. */
export const noteText = (code: string) => noteTexts[code] ?? code.replaceAll('_', ' ')
