import type { FaultPlan } from '../faults/effects.js'
import { faultKinds, type Field, kinds } from '../faults/kinds.js'
import { type Input, required } from './input.js'

/** A fault as someone asks for it over HTTP: what may be said of it stands in its kind. */
export function readFault(input: Input, tenantId: string | undefined): FaultPlan {
  const kind = required(input.oneOf('kind', faultKinds), 'kind')
  const { fields = {}, services } = kinds[kind]
  const plan = {
    kind,
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, readField(input, name, field)])),
    tenantId,
    service: input.oneOf('service', services),
    path: input.string('path'),
    method: input.string('method'),
    probability: input.within('probability', 0, 1),
    after: input.whole('after', 1, 1_000_000),
    times: input.whole('times', 1, 1_000_000),
    seconds: input.whole('seconds', 1, 31_536_000),
  }
  // The fields of a kind in kinds.ts are those of its effect in effects.ts.
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined)) as unknown as FaultPlan
}

export function readField(input: Input, name: string, field: Field): unknown {
  const value = read(input, name, field)
  return field.required ? required(value, name) : value
}

function read(input: Input, name: string, field: Field): unknown {
  switch (field.type) {
    case 'whole':
      return input.whole(name, field.from, field.to)
    case 'oneOf':
      return input.oneOf(name, field.options)
    case 'text':
      return input.string(name)
    case 'retryAfter':
      return input.isNumber(name) ? input.whole(name, 0, 86_400) : input.oneOf(name, ['none', 'date'])
  }
}
