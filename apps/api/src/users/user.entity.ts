import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A person who can sign in. */
@Entity('users')
export class User {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  /** In lower case. */
  @Column({ type: 'text' })
  email: string

  @Column({ type: 'text' })
  name: string

  /** Left out of every read that does not ask for it by name. */
  @Column({ name: 'password_hash', type: 'text', select: false })
  passwordHash: string
}
