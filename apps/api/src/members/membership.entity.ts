import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import { Organization } from '../organizations/organization.entity.js'
import type { Role } from '../roles/roles.js'
import { User } from '../users/user.entity.js'

/** A person in an organization, with the role they have there. */
@Entity('memberships')
export class Membership {
  @PrimaryColumn({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId: string

  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'organization_id' })
  organization: Organization

  @ManyToOne(() => User)
  @JoinColumn({ name: 'user_id' })
  user: User

  @Column({ type: 'text' })
  role: Role

  @Column({ name: 'joined_at', type: 'timestamptz', insert: false, update: false })
  joinedAt: Date

  @Column({ name: 'last_seen_at', type: 'timestamptz', nullable: true })
  lastSeenAt: Date | null
}
