import type { TenantRelationship } from '@tenantry/core'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Onboarding } from './onboarding.js'

export const relationshipStatuses = ['none', 'pending', 'active', 'expiring', 'ended'] as const
export type RelationshipStatus = (typeof relationshipStatuses)[number]

/** A tenant that a connection reaches, with how far its onboarding is. */
@Entity('tenants')
export class TenantRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @Column({ name: 'connection_id', type: 'uuid' })
  connectionId: string

  @Column({ name: 'provider_tenant_id', type: 'text' })
  providerTenantId: string

  @Column({ type: 'text' })
  name: string

  @Column({ name: 'default_domain', type: 'text', nullable: true })
  defaultDomain: string | null

  @Column({ type: 'text', array: true })
  domains: string[]

  /** The tenant that the connection itself belongs to. */
  @Column({ type: 'boolean' })
  own: boolean

  @Column({ type: 'jsonb' })
  relationships: TenantRelationship[]

  @Column({ name: 'relationship_status', type: 'text' })
  relationshipStatus: RelationshipStatus

  @Column({ name: 'relationship_ends_at', type: 'timestamptz', nullable: true })
  relationshipEndsAt: Date | null

  /** Whether the relationship that ends last renews itself. */
  @Column({ name: 'relationship_auto_extends', type: 'boolean' })
  relationshipAutoExtends: boolean

  /** No standing relationship holds a role that may consent for the customer. */
  @Column({ name: 'lacks_consent_role', type: 'boolean' })
  lacksConsentRole: boolean

  /** Its name in addresses: lower case letters, digits and hyphens. */
  @Column({ type: 'text' })
  slug: string

  @Column({ type: 'text', array: true })
  tags: string[]

  @Column({ type: 'text' })
  note: string

  /** Off when someone decided that this tenant needs no mailbox features. */
  @Column({ name: 'mailboxes_wanted', type: 'boolean' })
  mailboxesWanted: boolean

  /** Permissions that the last token held. */
  @Column({ type: 'text', array: true })
  granted: string[]

  /** Permissions that nobody can grant there, since the tenant lacks the service they belong to. */
  @Column({ type: 'text', array: true })
  inapplicable: string[]

  /** The name under which people find our app there, as the last token had it. */
  @Column({ name: 'app_name', type: 'text', nullable: true })
  appName: string | null

  /** The whole state; the columns below repeat what lists filter and sort by. */
  @Column({ type: 'jsonb' })
  onboarding: Onboarding

  @Column({ name: 'consent_status', type: 'text' })
  consentStatus: Onboarding['consent']['status']

  @Column({ name: 'mailboxes_status', type: 'text' })
  mailboxesStatus: Onboarding['mailboxes']['status']

  @Column({ name: 'served_by', type: 'text', nullable: true })
  servedBy: string | null

  /** The connection through which mailboxes are served. */
  @Column({ name: 'served_through', type: 'uuid', nullable: true })
  servedThrough: string | null

  @Column({ name: 'ready_since', type: 'timestamptz', nullable: true })
  readySince: Date | null

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  verifiedAt: Date | null

  @Column({ name: 'next_check_at', type: 'timestamptz', nullable: true })
  nextCheckAt: Date | null

  @Column({ name: 'first_seen_at', type: 'timestamptz' })
  firstSeenAt: Date

  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt: Date

  /** Since when no complete list has had it. */
  @Column({ name: 'gone_at', type: 'timestamptz', nullable: true })
  goneAt: Date | null
}
