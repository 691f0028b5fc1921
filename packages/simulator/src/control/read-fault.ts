import { tokenErrorCodes } from '../entra/token-errors.js'
import type { FaultPlan } from '../faults/faults.js'
import { type Input, required } from './input.js'

/** Leaves out what was not given. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
}

const FAULT_KINDS = [
  'throttle',
  'serverError',
  'hang',
  'reset',
  'truncate',
  'html',
  'emptyPage',
  'conditionalAccess',
  'tokenEndpointDown',
  'tokenError',
] as const

/** A fault as someone asks for it over HTTP. */
export function readFault(input: Input, tenantId: string | undefined): FaultPlan {
  const kind = required(input.oneOf('kind', FAULT_KINDS), 'kind')
  const scope = given({
    tenantId,
    service: input.oneOf('service', ['graph', 'login'] as const),
    path: input.string('path'),
    times: input.whole('times', 1, 1_000_000),
  })
  switch (kind) {
    case 'throttle':
      return { kind, ...given({ retryAfter: readRetryAfter(input) }), ...scope }
    case 'serverError':
      return {
        kind,
        ...given({ status: input.oneOf('status', [500, 502, 503, 504] as const), retryAfter: readRetryAfter(input) }),
        ...scope,
      }
    case 'hang':
      return { kind, ...given({ phase: input.oneOf('phase', ['headers', 'body'] as const) }), ...scope }
    case 'html':
      return { kind, ...given({ status: input.whole('status', 200, 599) }), ...scope }
    case 'tokenError':
      return { kind, code: required(input.oneOf('code', tokenErrorCodes), 'code'), ...scope }
    default:
      return { kind, ...scope }
  }
}

function readRetryAfter(input: Input): number | 'none' | 'date' | undefined {
  if (input.isNumber('retryAfter')) return input.whole('retryAfter', 0, 86_400)
  return input.oneOf('retryAfter', ['none', 'date'] as const)
}
