import { exchangeCmdlets } from '../../exchange/cmdlets.js'
import { type CippCall, type Endpoint, isFields, ok, results } from '../call.js'
import { runInExchange } from '../exchange.js'
import { toDepth, unrolled } from '../powershell-json.js'

function request(call: CippCall) {
  if (call.flag('AvailableCmdlets')) {
    return results(exchangeCmdlets.map(({ name }) => name).filter((name) => /^(Get|Search)-/.test(name)))
  }
  const cmdlet = call.text('Cmdlet')
  const filter = call.either('TenantFilter')
  // Outside of the part that catches errors, nothing is said.
  if (cmdlet === undefined || filter === undefined) return ok(null)
  if (!/^(Get|Search)-/i.test(cmdlet)) return results(`Invalid cmdlet: ${cmdlet}`, 400)
  const managed = call.findTenant(filter)
  if (!managed) return results([{ Error: notManaged(call, filter) }])
  const parameters = call.field('cmdParams')
  const select = call.text('Select')
  const outcome = runInExchange(call, managed, {
    cmdlet,
    ...(isFields(parameters) ? { parameters } : {}),
    ...(select === undefined ? {} : { select: select.split(',').map((name) => name.trim()) }),
    compliance: call.flag('Compliance'),
  })
  if (!outcome.ok) return results([{ Error: outcome.message }])
  const asked = isFields(parameters) && 'Identity' in parameters
  return ok(toDepth({ Results: asked && outcome.rows.length === 0 ? [] : unrolled(outcome.rows) }))
}

/** Why CIPP will not work with a tenant that was named. */
export function notManaged({ instance, simulation }: CippCall, filter: string): string {
  const tenant = simulation.world.findTenant(filter)
  return tenant && instance.standings.of(tenant.id).excluded
    ? `Tenant ${filter} is excluded from CIPP management.`
    : `Tenant ${filter} is not in CIPP's tenant list.`
}

export const exchangeRequestEndpoints: Record<string, Endpoint> = {
  ListExoRequest: { permission: 'CIPP.Core.Read', answer: request },
}
