import { type CmdletOutcome, runCmdlet } from '../exchange/run-cmdlet.js'
import { findRefusal } from '../faults/refuse.js'
import type { CippCall } from './call.js'
import { delegate, DelegationError, rolesIn } from './delegation.js'
import type { Managed } from './managed-tenants.js'
import { defaultDomain, initialDomain } from '../world/domain-names.js'
import { hasExchange } from '../world/licences.js'
import { substitute } from './substitute.js'

export interface Command {
  cmdlet: string
  parameters?: Record<string, unknown>
  select?: readonly string[]
  compliance?: boolean
}

export type Outcome = { ok: true; rows: Record<string, unknown>[] } | { ok: false; message: string }

const failed = (message: string): Outcome => ({ ok: false, message })

/** Runs one cmdlet as the partner's account; whatever goes wrong becomes a text. */
export function runInExchange(call: CippCall, managed: Managed, command: Command): Outcome {
  return transportRefusal(call, managed) ?? outcomeOf(call, managed, command)
}

/**
 * Runs several in one batch. When the batch does not get through nobody notices: every change looks as if it was made.
 */
export function runBatch(call: CippCall, managed: Managed, commands: readonly Command[]): Outcome[] {
  const lost = transportRefusal(call, managed)
  return commands.map((command) => (lost ? { ok: true, rows: [] } : outcomeOf(call, managed, command)))
}

function transportRefusal(call: CippCall, { tenant }: Managed): Outcome | undefined {
  const { instance, simulation, now } = call
  try {
    delegate(instance, tenant, now)
  } catch (error) {
    if (error instanceof DelegationError) return failed(error.message)
    throw error
  }
  const refusal = findRefusal(simulation, {
    tenantId: tenant.id,
    service: 'exchange',
    path: `/adminapi/beta/${tenant.id}/InvokeCommand`,
    method: 'POST',
  })
  return refusal && failed(statusText(refusal.status))
}

/** What PowerShell says of an answer without a message. */
function statusText(status: number): string {
  const names: Record<number, string> = {
    401: 'Unauthorized',
    403: 'Forbidden',
    429: 'Too Many Requests',
    500: 'Internal Server Error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
    504: 'Gateway Timeout',
  }
  return `Response status code does not indicate success: ${status} (${names[status] ?? 'Error'}).`
}

function outcomeOf(call: CippCall, { tenant }: Managed, command: Command): Outcome {
  const { instance, simulation, now } = call
  if (!hasExchange(tenant)) {
    return failed(
      `The operation couldn't be performed because object '${initialDomain(tenant)}' couldn't be found on 'DC001.PROD.OUTLOOK.COM'.`,
    )
  }
  const roles = tenant === instance.partner ? ['Global Administrator'] : rolesIn(instance, tenant, now)
  const outcome: CmdletOutcome = runCmdlet(
    tenant,
    {
      cmdlet: command.cmdlet,
      parameters: substitute(command.parameters ?? {}, variablesOf(call, tenant)),
      roles,
      actor: instance.account,
      service: command.compliance === true ? 'compliance' : 'exchange',
      ...(command.select ? { select: command.select } : {}),
    },
    simulation,
  )
  if (outcome.ok) return { ok: true, rows: outcome.value }
  return failed(outcome.status === 403 && outcome.type === undefined ? statusText(403) : outcome.message)
}

/** What stands between percent signs is replaced on its way. */
export function variablesOf({ instance }: CippCall, tenant: Managed['tenant']): Map<string, string> {
  return new Map([
    ...instance.variables,
    ['tenantid', tenant.id],
    ['tenantfilter', defaultDomain(tenant)],
    ['tenantname', tenant.name],
    ['initialdomain', initialDomain(tenant)],
  ])
}
