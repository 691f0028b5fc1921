import type { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'
import type { AuditActor } from '../world/audits.js'
import type { Parameters } from './parameters.js'
import type { ExchangeObject } from './wire.js'

/** What a cmdlet manages: role groups are made of these. */
export type Area = 'recipients' | 'organization' | 'protection' | 'audit' | 'roles' | 'compliance'

/** One object of a cmdlet's output; made when it is shown, so that a page can be skipped cheaply. */
export interface Result {
  /** Where a later page goes on after it. */
  position: number
  show: () => ExchangeObject
}

/** One call of a cmdlet as it runs. */
export interface CmdletCall {
  simulation: Simulation
  tenant: Tenant
  parameters: Parameters
  actor: AuditActor
  now: Date
  /** The first position of the page. */
  from: number
  warn(text: string): void
  /** Refuses a write outside the caller's scope, when its role is scoped. */
  requireScope(recipientId: string, name: string): void
}

export interface Cmdlet {
  name: string
  area: Area
  parameters: readonly string[]
  /** Without it the tenant does not know the cmdlet. */
  licence?: 'defender' | 'defenderPlan2' | 'dlp'
  /** Refused until the organization is enabled for customization. */
  needsCustomization?: boolean
  run(call: CmdletCall): Iterable<Result>
}

/** Objects that are few. */
export function* results(call: CmdletCall, objects: Iterable<ExchangeObject>): Iterable<Result> {
  let position = 0
  for (const object of objects) {
    if (position >= call.from) yield { position, show: () => object }
    position++
  }
}

export const NOTHING: Iterable<Result> = []
