import type { EntityManager } from 'typeorm'
import { notFound } from '../http/errors.js'

export interface NamedTenant {
  id: string
  name: string
}

/** The tenant of the organization of the transaction. Throws `not_found`. */
export async function tenantNamed(tx: EntityManager, id: string): Promise<NamedTenant> {
  const [tenant] = await tenantsNamed(tx, [id])
  return tenant as NamedTenant
}

/** These tenants of the organization of the transaction, by name. Throws `not_found` when one is not there. */
export async function tenantsNamed(tx: EntityManager, ids: readonly string[]): Promise<NamedTenant[]> {
  const tenants = await tx.query<NamedTenant[]>(
    'select id, name from tenants where id = any($1::uuid[]) order by lower(name), id',
    [ids],
  )
  if (tenants.length !== new Set(ids.map((id) => id.toLowerCase())).size) throw notFound({ what: 'tenant' })
  return tenants
}
