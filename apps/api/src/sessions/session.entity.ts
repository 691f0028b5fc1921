import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm'
import { User } from '../users/user.entity.js'

/** A sign-in that lasts. */
@Entity('sessions')
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ name: 'user_id', type: 'uuid' })
  userId: string

  @ManyToOne(() => User)
  @JoinColumn({ name: 'user_id' })
  user: User

  @Column({ name: 'token_hash', type: 'text' })
  tokenHash: string

  /** When the password was entered. */
  @Column({ name: 'authenticated_at', type: 'timestamptz' })
  authenticatedAt: Date

  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt: Date

  /** The end, however busy the session is. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date

  @Column({ type: 'text' })
  ip: string

  @Column({ name: 'user_agent', type: 'text' })
  userAgent: string
}
