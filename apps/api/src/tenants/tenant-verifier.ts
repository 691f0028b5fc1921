import { Inject, Injectable, Logger } from '@nestjs/common'
import { activeSets, AppError, type ProblemFacts, pluginFault, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit, SYSTEM } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { observe, type Onboarding, type OnboardingEvent, scheduleNext } from './onboarding.js'
import { checkTenant, type MailboxProvider, type TenantCheck } from './tenant-check.js'
import { refOf, storeOnboarding, tenantRow } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'

const STEP_CALLS = 6

/** What an event is called in the audit log. */
const WORDS: Record<OnboardingEvent, string> = {
  consentGranted: 'Consent is granted.',
  consentPartial: 'Consent lacks permissions.',
  consentRevoked: 'Consent was revoked.',
  propagationStarted: 'A new role is spreading.',
  mailboxesWork: 'Mailboxes can be managed.',
  mailboxesLost: 'Mailboxes can no longer be managed.',
  mailboxesFailed: 'The role did not take effect in time.',
  ready: 'The tenant is ready.',
  notReady: 'The tenant is no longer ready.',
}

/** The connections that matter to the tenants of one connection, opened once for many tenants. */
export interface OpenedConnections {
  own: OpenConnection
  /** Those with mailboxes, the tenants' own first. */
  mailboxes: OpenConnection[]
}

export interface OpenConnection {
  row: ConnectionRow
  opened: OpenClient
}

/** Looks at tenants for real and keeps what was seen. */
@Injectable()
export class TenantVerifier {
  private readonly logger = new Logger('Tenants')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clients: ConnectionClients,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** Opens what is needed to verify tenants of this connection. Throws what keeps its own client from opening. */
  async open(connection: ConnectionRow): Promise<OpenedConnections> {
    const others = await this.database.inOrganization(connection.organizationId, async (tx) => {
      const off = await this.switches.off(tx)
      const rows = await tx.find(ConnectionRow, { where: { enabled: true }, order: { name: 'ASC' } })
      return rows.filter(({ id, providerId }) => id !== connection.id && !off.has(providerId))
    })
    const own = { row: connection, opened: await this.clients.of(connection, SYSTEM, 'to verify its tenants') }
    const all = [own]
    for (const row of others) {
      const plugin = this.registry.find(row.providerId)
      // Only a provider that serves no tenants of its own acts in those of another connection.
      if (!plugin?.capabilities?.mailboxes?.kinds.includes(row.kind) || plugin.capabilities.tenants) continue
      const opened = await this.clients.of(row, SYSTEM, 'to verify tenants').catch(() => undefined)
      if (opened) all.push({ row, opened })
    }
    return { own, mailboxes: all.filter(hasMailboxes) }
  }

  /** Writes the calls made so far to the integration logs: one writer for many tenants, since they share rows. */
  async writeCalls({ own, mailboxes }: OpenedConnections): Promise<void> {
    for (const { row, opened } of new Set([own, ...mailboxes])) {
      await this.database.inOrganization(row.organizationId, (tx) =>
        opened.calls.flush(tx, {
          organizationId: row.organizationId,
          connectionId: row.id,
          granted: row.granted,
          lattice: opened.plugin.lattice,
        }),
      )
    }
  }

  /** Looks at one tenant. The problem is what keeps it from being verified, not what keeps it from being ready. */
  async verify(
    row: TenantRow,
    opened: OpenedConnections,
    within?: (tx: EntityManager, problem: ProblemFacts | undefined) => Promise<void>,
  ): Promise<Onboarding> {
    const check = await this.look(row, opened)
    const outcome = await this.database.inOrganization(row.organizationId, async (tx) => {
      const stored = await this.store(tx, row, check)
      await within?.(tx, unverifiable(stored.after))
      return stored
    })
    if (outcome.moved) this.events.publish(row.organizationId, 'tenant.changed', { id: row.id })
    return outcome.after
  }

  private look(row: TenantRow, { own, mailboxes }: OpenedConnections): Promise<TenantCheck> {
    const tenant = refOf(row)
    const inTenant = ({ opened: { plugin, client } }: OpenConnection): MailboxProvider => ({
      plugin,
      client: plugin.inTenant ? plugin.inTenant(client, tenant) : client,
    })
    const { plugin, setup } = own.opened
    const wanted = activeSets(plugin.permissionSets, setup.kind, setup.sets).flatMap(({ permissions }) =>
      permissions.map(({ name }) => name),
    )
    return checkTenant(
      tenant,
      { ...inTenant(own), wanted },
      row.mailboxesWanted && mailboxes.length > 0 ? mailboxes.map(inTenant) : 'notWanted',
      (error, from) => this.asError(error, from),
    )
  }

  /** Applies what was seen to the state as it is by now, under a lock: no look is lost to another. */
  private async store(
    tx: EntityManager,
    { id }: TenantRow,
    check: TenantCheck,
  ): Promise<{ after: Onboarding; moved: boolean }> {
    const row = await tenantRow(tx, id, { lock: true })
    const now = new Date()
    const happened: OnboardingEvent[] = []
    let state = row.onboarding
    for (const observation of check.observations) {
      const next = observe(state, observation, now)
      state = next.state
      happened.push(...next.events)
    }
    const after = scheduleNext(state, now)
    await storeOnboarding(tx, id, after, {
      ...(check.identity && { granted: [...check.identity.permissions] }),
      ...(check.facts && {
        name: check.facts.name,
        ...(check.facts.defaultDomain && { defaultDomain: check.facts.defaultDomain }),
      }),
    })
    await rememberPropagation(tx, row, happened, now)
    for (const event of happened) {
      await this.audit.record(tx, {
        actor: SYSTEM,
        action: `tenant.${event}`,
        subject: { kind: 'tenant', id, name: row.name },
        connectionId: row.connectionId,
        summary: `${row.name}: ${WORDS[event]}`,
        ...(after.consent.problem?.provenance && { details: { provenance: after.consent.problem.provenance } }),
      })
    }
    return { after, moved: happened.length > 0 || JSON.stringify(row.onboarding) !== JSON.stringify(after) }
  }

  private asError(error: unknown, plugin: ProviderPlugin): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, `${plugin.name} failed in a way it does not explain`)
    return pluginFault({ plugin: plugin.name })
  }

  /** Seconds after which one look has hung. */
  get deadlineSeconds(): number {
    return STEP_CALLS * this.config.callDeadlineSeconds
  }
}

function hasMailboxes({ opened: { plugin, setup } }: OpenConnection): boolean {
  const mailboxes = plugin.capabilities?.mailboxes
  if (!mailboxes?.kinds.includes(setup.kind)) return false
  return mailboxes.set === undefined || setup.sets.includes(mailboxes.set)
}

/** What kept a look from telling how the tenant is. */
function unverifiable({ consent, mailboxes }: Onboarding): ProblemFacts | undefined {
  return [consent.problem, mailboxes.problem].find((problem) => problem?.health === 'serviceError')
}

/** How long roles take to spread here, for the next one who waits. */
async function rememberPropagation(
  tx: EntityManager,
  row: TenantRow,
  events: readonly OnboardingEvent[],
  now: Date,
): Promise<void> {
  const since = row.onboarding.mailboxes.propagatingSince
  if (!events.includes('mailboxesWork') || since === undefined) return
  const seconds = Math.round((now.getTime() - Date.parse(since)) / 1000)
  await tx.query('insert into propagation_times (organization_id, seconds, at) values ($1, $2, $3)', [
    row.organizationId,
    seconds,
    now,
  ])
}
