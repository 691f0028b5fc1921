import type { FaultPlan } from '../faults/effects.js'
import { faultKinds, kinds } from '../faults/kinds.js'
import { type Fields, readFields } from './field.js'
import { type Input, required } from './input.js'

/** Where and how often a fault strikes, whatever its kind. */
export const SCOPE: Fields = {
  path: { title: 'Path', type: 'text' },
  method: { title: 'Method', type: 'oneOf', options: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
  probability: { title: 'Probability', type: 'share' },
  after: { title: 'Lets pass first', type: 'whole', from: 1, to: 1_000_000 },
  times: { title: 'Times', type: 'whole', from: 1, to: 1_000_000 },
  seconds: { title: 'Seconds it lasts', type: 'whole', from: 1, to: 31_536_000 },
}

/** A fault as someone asks for it over HTTP: what may be said of it stands with its kind. */
export function readFault(input: Input, tenantId: string | undefined): FaultPlan {
  const kind = required(input.oneOf('kind', faultKinds), 'kind')
  const { fields = {}, services } = kinds[kind]
  const service = input.oneOf('service', services)
  // The fields of a kind in kinds.ts are those of its effect in effects.ts.
  return {
    kind,
    ...readFields(input, fields),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(service === undefined ? {} : { service }),
    ...readFields(input, SCOPE),
  } as FaultPlan
}
