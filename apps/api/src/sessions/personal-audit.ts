import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit, type AuditEntry } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { User } from '../users/user.entity.js'

/** Records what a person does to themselves in every organization they belong to: each has its own log. */
@Injectable()
export class PersonalAudit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Call it last in a transaction that works as this user. */
  async record(
    tx: EntityManager,
    user: Pick<User, 'id' | 'name'>,
    entry: Pick<AuditEntry, 'action' | 'summary' | 'details'>,
  ): Promise<void> {
    const party = { kind: 'user' as const, id: user.id, name: user.name }
    // In one order for all, so that two people in the same organizations do not wait for each other's logs.
    const memberships = await tx.query<{ organizationId: string }[]>(
      `select organization_id as "organizationId" from memberships where user_id = $1 order by organization_id`,
      [user.id],
    )
    for (const { organizationId } of memberships) {
      await this.database.enter(tx, organizationId)
      await this.audit.record(tx, { actor: party, subject: party, ...entry })
    }
  }
}
