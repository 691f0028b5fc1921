import type { Simulation } from '../simulation.js'
import type { AuditActor } from '../world/audits.js'
import type { Tenant } from '../world/model.js'
import type { Cmdlet, CmdletCall, Result } from './cmdlet.js'
import { complianceCmdlets, exchangeCmdlets } from './cmdlets.js'
import { ExchangeError } from './exchange-error.js'
import { parseRecipientFilter } from './filter.js'
import { hasDefender, hasDefenderPlan2, hasDlp } from './licences.js'
import { isDehydrated } from './organization/hydration.js'
import { Parameters } from './parameters.js'
import { type Access, type ExchangeService, mayRead, writeScopes } from './rbac/access.js'
import { findRecipient } from './recipients/recipients.js'
import { recipientFilterOf } from './rbac/scopes.js'
import type { ExchangeObject } from './wire.js'

export interface CmdletInput {
  cmdlet: string
  parameters: Record<string, unknown>
}

export interface Execution {
  simulation: Simulation
  tenant: Tenant
  service: ExchangeService
  access: Access
  actor: AuditActor
  /** How the caller is named in refusals. */
  callerName: string
}

export interface Page {
  objects: ExchangeObject[]
  warnings: string[]
  /** Where the next page begins, and how many objects came before it. */
  next: { position: number; served: number } | undefined
}

const LICENCES = { defender: hasDefender, defenderPlan2: hasDefenderPlan2, dlp: hasDlp }
const READING = /^(Get|Search|Test)-/i
const MORE_RESULTS =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.'

/** Runs a cmdlet and takes one page of what it puts out. */
export function execute(
  execution: Execution,
  input: CmdletInput,
  page: { size: number; position: number; served: number },
): Page {
  const { simulation, tenant, service, access, actor, callerName } = execution
  const cmdlet = findCmdlet(service, input.cmdlet)
  const unlicensed = cmdlet?.licence !== undefined && !LICENCES[cmdlet.licence](tenant)
  if (!cmdlet || unlicensed || !mayRead(access, cmdlet.area)) {
    throw new ExchangeError('notRecognized', { value: input.cmdlet })
  }
  const scopes = READING.test(cmdlet.name) ? [] : writeScopes(access, cmdlet.area)
  if (!scopes) throw new ExchangeError('notAllowed', { value: cmdlet.name, other: callerName })
  if (cmdlet.needsCustomization && isDehydrated(tenant)) throw new ExchangeError('dehydrated')
  const parameters = new Parameters(input.parameters, cmdlet.parameters)
  const warnings: string[] = []
  const call: CmdletCall = {
    simulation,
    tenant,
    parameters,
    actor,
    now: simulation.clock.now(),
    from: page.position,
    warn: (text) => warnings.push(text),
    requireScope: (recipientId, name) => requireScope(tenant, scopes, recipientId, name),
  }
  const limit = cmdlet.parameters.includes('ResultSize') ? parameters.resultSize() : undefined
  const taken = take(cmdlet.run(call), page.size, page.served, limit)
  if (taken.cut) warnings.push(MORE_RESULTS)
  return { objects: taken.objects, warnings, next: taken.next }
}

function take(output: Iterable<Result>, size: number, served: number, limit: number | undefined) {
  const objects: ExchangeObject[] = []
  for (const { position, show } of output) {
    if (limit !== undefined && served + objects.length >= limit) return { objects, cut: true, next: undefined }
    if (objects.length >= size) return { objects, cut: false, next: { position, served: served + objects.length } }
    objects.push(show())
  }
  return { objects, cut: false, next: undefined }
}

const tables: Record<ExchangeService, Map<string, Cmdlet>> = {
  exchange: new Map(exchangeCmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet])),
  compliance: new Map(complianceCmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet])),
}

function findCmdlet(service: ExchangeService, name: string): Cmdlet | undefined {
  return tables[service].get(name.toLowerCase())
}

function requireScope(tenant: Tenant, scopes: readonly string[], recipientId: string, name: string): void {
  if (scopes.length === 0) return
  const recipient = findRecipient(tenant, recipientId)
  const shown = recipient && {
    ...recipient.entity,
    Name: recipient.name,
    DisplayName: recipient.displayName,
    Alias: recipient.alias,
    PrimarySmtpAddress: recipient.address,
    RecipientTypeDetails: recipient.recipientTypeDetails,
    Department: recipient.entity['department'],
    Office: recipient.entity['officeLocation'],
  }
  const within = scopes.some((scope) => {
    const filter = recipientFilterOf(tenant, scope)
    return shown !== undefined && filter !== undefined && parseRecipientFilter(filter)(shown)
  })
  if (!within) throw new ExchangeError('outOfScope', { value: name })
}
