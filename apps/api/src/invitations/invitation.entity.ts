import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import { Organization } from '../organizations/organization.entity.js'
import type { Role } from '../roles/roles.js'

/** An offer of membership that was not taken yet. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'organization_id' })
  organization: Organization

  /** In lower case. */
  @Column({ type: 'text' })
  email: string

  @Column({ type: 'text' })
  role: Role

  @Column({ name: 'token_hash', type: 'text' })
  tokenHash: string

  @Column({ name: 'invited_by_kind', type: 'text' })
  invitedByKind: string

  @Column({ name: 'invited_by_id', type: 'text' })
  invitedById: string

  @Column({ name: 'invited_by_name', type: 'text' })
  invitedByName: string

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date
}
