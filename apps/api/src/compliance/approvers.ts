import type { EntityManager } from 'typeorm'
import type { Actor } from '../http/authentication.js'
import { rolesWith } from '../roles/roles.js'
import { ownException, personDecides } from './compliance.errors.js'
import type { Who } from './who.dto.js'

/** Who may decide about exceptions of an organization. */
export class Approvers {
  private constructor(private readonly people: ReadonlySet<string>) {}

  /** The people of the organization of the transaction whose role lets them approve. */
  static async of(tx: EntityManager): Promise<Approvers> {
    const rows = await tx.query<{ user_id: string }[]>(
      `select user_id from memberships
       where organization_id = current_setting('app.organization_id')::uuid and role = any($1)`,
      [rolesWith('compliance:approve')],
    )
    return new Approvers(new Set(rows.map(({ user_id: id }) => id)))
  }

  /** Why this actor may not decide about what someone asked for; undefined when they may. */
  refusal(actor: Pick<Actor, 'kind' | 'id'>, requestedBy: Who) {
    if (actor.kind === 'apiKey' && this.people.size > 0) return personDecides({})
    return this.isOwn(actor, requestedBy) && this.othersThan(requestedBy.id) ? ownException({}) : undefined
  }

  /** Whether it is decided by the one who asked. */
  isOwn(actor: Pick<Actor, 'kind' | 'id'>, requestedBy: Who): boolean {
    return actor.kind === requestedBy.kind && actor.id === requestedBy.id
  }

  private othersThan(id: string): boolean {
    return [...this.people].some((one) => one !== id)
  }
}
