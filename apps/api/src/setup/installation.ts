import type { EntityManager } from 'typeorm'
import { User } from '../users/user.entity.js'

/** What happened when this installation was made. */
export interface Installation {
  bootstrappedAt: Date | null
  bootstrapOrganizationId: string | null
  bootstrapKeyHash: string | null
}

/** Reads the one row and holds it to the end of the transaction: who changes how an installation begins waits in line. */
export async function lockInstallation(tx: EntityManager): Promise<Installation> {
  const [row] = await tx.query<Installation[]>(
    `select bootstrapped_at as "bootstrappedAt", bootstrap_organization_id as "bootstrapOrganizationId",
       bootstrap_key_hash as "bootstrapKeyHash"
     from first_run for update`,
  )
  if (!row) throw new Error('The installation row is missing')
  return row
}

/** Whether somebody can sign in. */
export function hasUsers(tx: EntityManager): Promise<boolean> {
  return tx.exists(User)
}
