import {
  AppError,
  type Identity,
  problemFacts,
  rolePropagating,
  serviceAbsent,
  type TenantRef,
  unexpectedAnswer,
} from '@tenantry/core'
import type { CallRecord, PluginClient, ProviderPlugin, TenantFacts } from '@tenantry/core'
import type { Observation, Refusal } from './onboarding.js'

/** A provider that may serve mailboxes in a tenant. */
export interface MailboxProvider {
  plugin: ProviderPlugin
  connectionId: string
  /** Whether it is the provider that the tenant itself belongs to. */
  own: boolean
  /** A client that works in the tenant, or what keeps its connection from opening. */
  client: PluginClient | AppError
}

/** What one look at a tenant found. */
export interface TenantCheck {
  observations: Observation[]
  identity?: Identity
  facts?: TenantFacts
  /** What it took. */
  durationMs?: number
  calls?: readonly CallRecord[]
}

/** Turns what a plugin threw into an error that can be shown; logs a fault of its code. */
export type AsError = (error: unknown, plugin: ProviderPlugin) => AppError

/**
 * Looks at one tenant: signs in to it anew, names it, and asks the providers of mailboxes in their order until one works.
 * Nothing is stored. Never throws an `AppError`.
 */
export async function checkTenant(
  tenant: TenantRef,
  own: { plugin: ProviderPlugin; client: PluginClient; wanted: readonly string[] },
  mailboxes: readonly MailboxProvider[] | 'notWanted',
  asError: AsError,
): Promise<TenantCheck> {
  const check: TenantCheck = { observations: [] }
  const { plugin, client } = own
  try {
    const identity = await plugin.authenticate(client)
    requireTenant(identity, tenant, plugin)
    const inapplicable = new Set(identity.inapplicable)
    check.identity = identity
    check.observations.push({
      kind: 'signedIn',
      granted: identity.permissions,
      wanted: own.wanted.filter((name) => !inapplicable.has(name)),
      lattice: plugin.lattice,
    })
  } catch (error) {
    check.observations.push({ kind: 'signInRefused', problem: problemFacts(asError(error, plugin)) })
  }
  if (check.identity && plugin.describeTenant) {
    // A name is a nicety: without it the tenant keeps the one it had.
    const facts = await plugin.describeTenant(client).catch(() => undefined)
    if (facts) check.facts = facts
  }
  check.observations.push(await checkMailboxes(mailboxes, asError))
  return check
}

async function checkMailboxes(
  providers: readonly MailboxProvider[] | 'notWanted',
  asError: AsError,
): Promise<Observation> {
  if (providers === 'notWanted') return { kind: 'mailboxesNotWanted' }
  const refusals: Refusal[] = []
  for (const { plugin, connectionId, own, client } of providers) {
    const provider = plugin.id
    try {
      if (client instanceof AppError) throw client
      await plugin.capabilities?.mailboxes?.probe(client)
      return { kind: 'mailboxesWork', provider, connectionId }
    } catch (thrown) {
      const error = asError(thrown, plugin)
      refusals.push({ provider, connectionId, problem: problemFacts(error), away: isAway(error, own) })
      // What the tenant does not have, nobody can serve.
      if (serviceAbsent.is(error)) break
    }
  }
  return { kind: 'mailboxesRefused', refusals }
}

/** Whether a provider could not be asked. Of one that acts for others, a refused sign-in is its connection's trouble. */
function isAway(error: AppError, own: boolean): boolean {
  if (error.code === rolePropagating.kind.code) return false
  return error.retryable || (!own && error.health === 'authenticationError')
}

/** A token of another tenant proves nothing about this one. */
function requireTenant(identity: Identity, tenant: TenantRef, plugin: ProviderPlugin): void {
  if (identity.tenantId.toLowerCase() === tenant.tenantId.toLowerCase()) return
  throw unexpectedAnswer({ service: plugin.name, what: 'a sign-in to another tenant' })
}
