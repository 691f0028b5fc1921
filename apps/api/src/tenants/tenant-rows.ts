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

/** What work on many tenants needs to know of each: whole rows of thousands would cost more than the work. */
export type TenantBrief = Pick<
  TenantRow,
  | 'id'
  | 'connectionId'
  | 'providerTenantId'
  | 'name'
  | 'defaultDomain'
  | 'own'
  | 'consentStatus'
  | 'relationshipStatus'
  | 'mailboxesWanted'
>

/** The columns of a brief, of the table named `tenant`. */
export const BRIEF = `tenant.id, tenant.connection_id as "connectionId", tenant.provider_tenant_id as "providerTenantId",
  tenant.name, tenant.default_domain as "defaultDomain", tenant.own, tenant.consent_status as "consentStatus",
  tenant.relationship_status as "relationshipStatus", tenant.mailboxes_wanted as "mailboxesWanted"`

/** These tenants, in the order of their names. */
export function tenantBriefs(tx: EntityManager, ids: readonly string[]): Promise<TenantBrief[]> {
  return tx.query(`select ${BRIEF} from tenants tenant where id = any($1) order by name`, [ids])
}

/** A tenant whose state is about to change. */
export type LockedTenant = Pick<
  TenantRow,
  'id' | 'connectionId' | 'providerTenantId' | 'name' | 'onboarding' | 'verifiedAt'
>

/** These tenants, locked until the transaction ends; always in the same order, so that two who do so do not block each other. */
export function lockTenants(tx: EntityManager, ids: readonly string[]): Promise<LockedTenant[]> {
  return tx.query(
    `select id, connection_id as "connectionId", provider_tenant_id as "providerTenantId", name, onboarding,
       verified_at as "verifiedAt"
     from tenants where id = any($1) order by id for update`,
    [ids],
  )
}

/** A tenant's state, and what was learnt about it besides; what is absent stays as it is. */
export interface TenantState {
  id: string
  onboarding: Onboarding
  granted?: readonly string[]
  inapplicable?: readonly string[]
  appName?: string
  name?: string
  defaultDomain?: string
  mailboxesWanted?: boolean
}

/**
 * Keeps states, together with the columns that repeat parts of them. The ids are named twice: from the JSON alone the planner
 * cannot tell how few they are, and reads the whole table for each.
 */
export async function storeStates(tx: EntityManager, states: readonly TenantState[]): Promise<void> {
  if (states.length === 0) return
  await tx.query(
    `update tenants set
       onboarding = given.onboarding,
       consent_status = given.onboarding -> 'consent' ->> 'status',
       mailboxes_status = given.onboarding -> 'mailboxes' ->> 'status',
       served_by = given.onboarding -> 'mailboxes' ->> 'servedBy',
       ready_since = (given.onboarding ->> 'readySince')::timestamptz,
       verified_at = (given.onboarding ->> 'verifiedAt')::timestamptz,
       next_check_at = (given.onboarding ->> 'nextCheckAt')::timestamptz,
       served_through = (given.onboarding -> 'mailboxes' ->> 'servedThrough')::uuid,
       granted = coalesce(given.granted, tenants.granted),
       inapplicable = coalesce(given.inapplicable, tenants.inapplicable),
       app_name = coalesce(given."appName", tenants.app_name),
       name = coalesce(given.name, tenants.name),
       default_domain = coalesce(given."defaultDomain", tenants.default_domain),
       mailboxes_wanted = coalesce(given."mailboxesWanted", tenants.mailboxes_wanted)
     from jsonb_to_recordset($1::jsonb) as given(id uuid, onboarding jsonb, granted text[], inapplicable text[], name text,
       "appName" text, "defaultDomain" text, "mailboxesWanted" boolean)
     where tenants.id = given.id and tenants.id = any($2::uuid[])`,
    [JSON.stringify(states), states.map(({ id }) => id)],
  )
}

/** How a plugin is told which tenant is meant. */
export function refOf(row: Pick<TenantRow, 'providerTenantId' | 'name' | 'defaultDomain'>): TenantRef {
  return {
    tenantId: row.providerTenantId,
    name: row.name,
    ...(row.defaultDomain !== null && { defaultDomain: row.defaultDomain }),
  }
}
