import {
  type AppError,
  blockedByPolicy,
  requestRefused,
  serviceUnavailable,
  tenantNotManaged,
  throttled,
  unexpectedAnswer,
} from '@tenantry/core'
import { type ExchangeRead, MailboxReads } from '@tenantry/m365'
import { z } from 'zod'
import { rowsOf } from '../answers.js'
import type { CippConnection } from '../connection.js'
import { accountSignIn, exchangeRoleMissing, refreshNeeded } from '../errors.js'
import { CORE_READ } from '../permissions.js'

/** Exchange as CIPP reaches it takes up to the ten minutes after which CIPP gives up by itself. */
export const EXCHANGE_PATIENCE = 20

export const SERVICE = 'Exchange through CIPP'

/**
 * Runs a reading cmdlet in the tenant, in Exchange or in Security & Compliance. Every row comes by itself or in a list,
 * depending on how many there are.
 */
export async function readExchange<T>(
  { client, tenant }: CippConnection,
  { name, parameters = {}, select, purpose }: ExchangeRead,
  schema: z.ZodType<T>,
  { compliance = false } = {},
): Promise<T[]> {
  const { tenantId, label } = named(tenant)
  const answer = await client.call({
    name: 'ListExoRequest',
    permission: CORE_READ,
    purpose,
    patience: EXCHANGE_PATIENCE,
    tenantId,
    body: {
      TenantFilter: tenantId,
      Cmdlet: name,
      cmdParams: unharmed(parameters),
      ...(select && { Select: select.join(',') }),
      ...(compliance && { Compliance: true }),
    },
  })
  // Without an envelope the function broke off outside of what catches errors; an envelope with nothing in it has no rows.
  if (typeof answer !== 'object' || answer === null || !('Results' in answer)) {
    throw unexpectedAnswer({ service: client.hostName, what: `no result of ${name}` })
  }
  const rows = rowsOf(answer.Results)
  const failure = rows.find((row) => typeof row['Error'] === 'string' && !('Guid' in row))
  if (failure)
    throw exchangeFailure(String(failure['Error']), label, compliance ? 'Compliance Administrator' : undefined)
  const parsed = z.array(schema).safeParse(rows.map(withoutNotes))
  if (parsed.success) return parsed.data
  throw unexpectedAnswer({ service: client.hostName, what: `an unknown form of ${name}` })
}

export function reads(connection: CippConnection): MailboxReads {
  return new MailboxReads((read, schema) => readExchange(connection, read, schema))
}

/** The tenant that a client works in. */
export function named(tenant: CippConnection['tenant']): { tenantId: string; label: string } {
  if (!tenant) throw new TypeError('This client works in no tenant')
  return { tenantId: tenant.tenantId, label: tenant.name ?? tenant.tenantId }
}

/** CIPP puts other words in place of names between percent signs, wherever they stand. */
export function unharmed<T>(value: T): T {
  const harmed = /%\w+%/.exec(JSON.stringify(value))?.[0]
  if (harmed === undefined) return value
  throw requestRefused({ service: 'CIPP', reason: `“${harmed}” would be replaced on its way, so it cannot be sent` })
}

/** Beside each value may stand words on its type. */
function withoutNotes(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('@')))
}

/** What Exchange, or the way to it, says in place of rows. */
export function exchangeFailure(text: string, tenant: string, role?: string): AppError {
  const unmanaged = (reason: string) => tenantNotManaged({ provider: 'CIPP', tenant, reason })
  if (/not in CIPP's tenant list/i.test(text)) return unmanaged('it is not in CIPP’s list of tenants')
  if (/excluded from CIPP management/i.test(text)) return unmanaged('it is excluded from CIPP’s management')
  const code = /AADSTS\d+/.exec(text)?.[0] ?? ''
  if (['AADSTS50076', 'AADSTS50079', 'AADSTS50173', 'AADSTS50078'].includes(code))
    return accountSignIn({ tenant, code })
  if (code === 'AADSTS53003') return blockedByPolicy({ tenant })
  if (code === 'AADSTS50020') return unmanaged('the relationship through which CIPP acts there is not in force')
  if (code === 'AADSTS90002') return unmanaged('the tenant does not exist any more')
  if (code === 'AADSTS65001' || /invalid_grant/i.test(text)) return refreshNeeded({ tenant })
  if (/current write scopes|not allowed to call|\b403\b|Access ?Denied/i.test(text) && !/on-premises/i.test(text)) {
    return exchangeRoleMissing({ tenant, ...(role !== undefined && { role }) })
  }
  const status = Number(/does not indicate success: (\d{3})\b/.exec(text)?.[1])
  if (status === 429) return throttled({})
  if (status >= 500) return serviceUnavailable({ service: SERVICE, status })
  return requestRefused({ service: SERVICE, reason: text })
}

/** A tenant without Exchange answers a question about itself as if it were not there. */
export function isAbsent(error: unknown): boolean {
  return requestRefused.is(error) && /couldn't be found/i.test(error.why)
}
