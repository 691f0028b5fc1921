import type { TenantRef } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { notFound } from '../http/errors.js'
import type { Onboarding } from './onboarding.js'
import { TenantRow } from './tenant.entity.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The tenant with this id in the organization of the transaction. Throws `not_found`. */
export async function tenantRow(tx: EntityManager, id: string, options: { lock?: boolean } = {}): Promise<TenantRow> {
  const row = UUID.test(id)
    ? await tx.findOne(TenantRow, {
        where: { id },
        ...(options.lock && { lock: { mode: 'pessimistic_write' as const } }),
      })
    : null
  if (!row) throw notFound({ what: 'tenant' })
  return row
}

/** Keeps a tenant's state, together with the columns that repeat parts of it. */
export async function storeOnboarding(
  tx: EntityManager,
  id: string,
  onboarding: Onboarding,
  more: Partial<TenantRow> = {},
): Promise<void> {
  const changes: Partial<TenantRow> = {
    onboarding,
    consentStatus: onboarding.consent.status,
    mailboxesStatus: onboarding.mailboxes.status,
    servedBy: onboarding.mailboxes.servedBy ?? null,
    readySince: dateOrNull(onboarding.readySince),
    verifiedAt: dateOrNull(onboarding.verifiedAt),
    nextCheckAt: dateOrNull(onboarding.nextCheckAt),
    ...more,
  }
  await tx.update(TenantRow, { id }, changes)
}

/** How a plugin is told which tenant is meant. */
export function refOf(row: Pick<TenantRow, 'providerTenantId' | 'name' | 'defaultDomain'>): TenantRef {
  return {
    tenantId: row.providerTenantId,
    name: row.name,
    ...(row.defaultDomain !== null && { defaultDomain: row.defaultDomain }),
  }
}

function dateOrNull(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text)
}
