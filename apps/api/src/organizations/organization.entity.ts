import { Column, Entity, PrimaryColumn } from 'typeorm'

/** An account here: a company, or a managed service provider with its customers. */
@Entity('organizations')
export class Organization {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ type: 'text' })
  name: string

  @Column({ type: 'text' })
  kind: 'company' | 'msp'

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date
}
