import type { Simulation } from '../simulation.js'
import type { AuditActor } from '../world/audits.js'
import type { Tenant } from '../world/model.js'
import { directoryRoles } from '../world/roles.js'
import { hasExchange } from '../world/licences.js'
import { ExchangeError, exchangeErrorBody } from './exchange-error.js'
import { execute } from './execute.js'
import { accessByRoles, type ExchangeService } from './rbac/access.js'
import { toWire } from './wire.js'

export interface CmdletRequest {
  cmdlet: string
  parameters?: Record<string, unknown>
  /** Directory roles that the caller holds in the tenant, by name or template id. */
  roles: readonly string[]
  /** The signed-in person, as the audit log will name them. */
  actor: AuditActor
  service?: ExchangeService
  /** Properties wanted; all without it. */
  select?: readonly string[]
}

export type CmdletOutcome =
  | { ok: true; value: Record<string, unknown>[]; warnings: string[] }
  | {
      ok: false
      status: number
      /** What a person reads, without the id and the type before it. */
      message: string
      /** The .NET type of the error, where a cmdlet refused. */
      type: string | undefined
      body: Record<string, unknown>
    }

/** Runs a cmdlet for somebody who is signed in, and gives all of its output at once. */
export function runCmdlet(tenant: Tenant, request: CmdletRequest, simulation: Simulation): CmdletOutcome {
  const { cmdlet, parameters = {}, roles, actor, service = 'exchange', select } = request
  const callerName = 'user' in actor ? actor.user.userPrincipalName : actor.app.displayName
  const templateIds = roles.map((role) => directoryRoles[role] ?? role)
  const access = accessByRoles(service, templateIds)
  try {
    if (!hasExchange(tenant) || access.grants.length === 0) {
      throw new ExchangeError('roleUnsupported', { value: callerName })
    }
    const execution = { simulation, tenant, service, access, actor, callerName }
    const { objects, warnings } = execute(execution, { cmdlet, parameters }, { size: Infinity, position: 0, served: 0 })
    return { ok: true, value: objects.map((object) => toWire(object, select)), warnings }
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    return { ok: false, status: error.status, message: error.message, type: error.type, body: exchangeErrorBody(error) }
  }
}
