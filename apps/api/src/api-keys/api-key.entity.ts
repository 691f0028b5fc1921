import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Permission } from '../roles/permissions.js'
import type { Role } from '../roles/roles.js'

/** A key by which a program acts in one organization. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @Column({ type: 'text' })
  name: string

  /** The first characters of the key, to recognise it by. */
  @Column({ type: 'text' })
  prefix: string

  @Column({ name: 'key_hash', type: 'text' })
  keyHash: string

  /** A key with a role may do what the role may; one without has scopes of its own. */
  @Column({ type: 'text', nullable: true })
  role: Role | null

  @Column({ type: 'text', array: true })
  scopes: Permission[]

  /** Name of who made it, as it was then. */
  @Column({ name: 'created_by', type: 'text' })
  createdBy: string

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null
}
