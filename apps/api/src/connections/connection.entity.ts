import type { Health, ProblemFacts } from '@tenantry/core'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What is kept of a credential in the open: never a secret, only what tells one from another. */
export interface CredentialFacts {
  kind: string
  /** Values of the fields that are not secret. */
  values: Record<string, unknown>
  /** Whether the kind has a secret field at all. */
  hasSecret: boolean
  /** Last characters of the secret. */
  hint: string | null
  setAt: string
  expiresAt: string | null
  expirySource: 'provider' | 'entered' | null
  /** The smallest number of days left that was announced, so that each step is announced once. */
  announcedDays: number | null
}

/** The tenant as the provider named it last. */
export interface TenantSummary {
  id: string
  name: string
  defaultDomain: string | null
}

/** A connection at rest. Its secrets are in `connection_secrets`, sealed. */
@Entity('connections')
export class ConnectionRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @Column({ name: 'provider_id', type: 'text' })
  providerId: string

  @Column({ type: 'text' })
  kind: string

  @Column({ type: 'text' })
  name: string

  @Column({ type: 'boolean' })
  simulated: boolean

  @Column({ type: 'text', array: true })
  sets: string[]

  @Column({ type: 'jsonb' })
  config: Record<string, unknown>

  @Column({ type: 'jsonb' })
  credential: CredentialFacts

  @Column({ type: 'jsonb', nullable: true })
  tenant: TenantSummary | null

  @Column({ type: 'boolean' })
  enabled: boolean

  @Column({ type: 'text' })
  health: Health

  @Column({ name: 'health_since', type: 'timestamptz' })
  healthSince: Date

  @Column({ type: 'jsonb', nullable: true })
  problem: ProblemFacts | null

  @Column({ type: 'text', array: true })
  notes: string[]

  @Column({ type: 'text', array: true })
  surplus: string[]

  @Column({ type: 'text', array: true })
  granted: string[]

  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true })
  checkedAt: Date | null

  @Column({ name: 'next_check_at', type: 'timestamptz', nullable: true })
  nextCheckAt: Date | null

  @Column({ name: 'last_sync_at', type: 'timestamptz', nullable: true })
  lastSyncAt: Date | null

  /** Counts changes of settings and credentials; results of tests of an older version are dropped. */
  @Column({ type: 'integer' })
  version: number

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date
}
