import type { Pool } from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js'

/** A secret or identity that someone presented, by which a row may be found before the organization is known. */
export interface Presented {
  /** SHA-256 of an API key, hex. */
  apiKeyHash?: string
  /** SHA-256 of an invitation's token, hex. */
  invitationHash?: string
  /** SHA-256 of a session's token, hex. */
  sessionHash?: string
  /** SHA-256 of the state of a consent request, hex. */
  consentStateHash?: string
  /** SHA-256 of a handover link's token, hex. */
  handoverHash?: string
  /** The signed-in user. */
  userId?: string
}

const SETTINGS: Record<keyof Presented | 'organizationId', string> = {
  organizationId: 'app.organization_id',
  apiKeyHash: 'app.api_key_hash',
  invitationHash: 'app.invitation_hash',
  sessionHash: 'app.session_hash',
  consentStateHash: 'app.consent_state_hash',
  handoverHash: 'app.handover_hash',
  userId: 'app.user_id',
}

/**
 * All work on the database, under the role that owns nothing. Row-level security shows a transaction only what its context
 * names, and the context ends with the transaction.
 */
export class Database {
  constructor(private readonly source: DataSource) {}

  /** Works inside one organization: its rows are visible, no others. */
  inOrganization<T>(organizationId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await setContext(tx, { organizationId })
      return work(tx)
    })
  }

  /** Works as a user, across organizations: sees what belongs to this user, e.g. their memberships. */
  asUser<T>(userId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.withPresented({ userId }, work)
  }

  /** Works with something presented: sees the one row it opens. */
  withPresented<T>(presented: Presented, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await setContext(tx, presented)
      return work(tx)
    })
  }

  /** Works across organizations on the few rows that say only which organizations there are, for ticks and operators. */
  acrossOrganizations<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await tx.query("select set_config('app.every_organization', 'on', true)")
      return work(tx)
    })
  }

  /** Works without a context: tables of organizations appear empty. */
  outside<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(work)
  }

  /** Enters an organization for the rest of a transaction that began with something presented. */
  async enter(tx: EntityManager, organizationId: string): Promise<void> {
    await setContext(tx, { organizationId })
  }

  /** How the pool stands, for the metrics. */
  connections(): { open: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = (this.source.driver as PostgresDriver).master as Pool
    return { open: totalCount, idle: idleCount, waiting: waitingCount }
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.source.query('select 1')
  }
}

/** The third argument of `set_config` ends the setting with the transaction, so a pooled connection carries nothing over. */
async function setContext(tx: EntityManager, context: Presented & { organizationId?: string }): Promise<void> {
  for (const [key, value] of Object.entries(context)) {
    await tx.query('select set_config($1, $2, true)', [SETTINGS[key as keyof typeof SETTINGS], value])
  }
}
