import { tokenErrorCodes } from '../entra/token-errors.js'
import type { FaultPlan } from '../faults/faults.js'
import type { PremiumFeature } from '../world/model.js'
import { ControlError } from './changes.js'

/** A JSON object that someone sent; each field is read as what it should be, or refused with a sentence. */
export class Input {
  constructor(private readonly fields: Record<string, unknown>) {}

  static parse(body: string): Input {
    if (body.trim() === '') return new Input({})
    let parsed: unknown
    try {
      parsed = JSON.parse(body)
    } catch {
      throw new ControlError(400, 'The body is not JSON.')
    }
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
      throw new ControlError(400, 'The body is not a JSON object.')
    }
    return new Input(parsed as Record<string, unknown>)
  }

  string(name: string): string | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw new ControlError(400, `'${name}' is not a string.`)
    return value
  }

  number(name: string): number | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlError(400, `'${name}' is not a number.`)
    return value
  }

  boolean(name: string): boolean | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    if (typeof value !== 'boolean') throw new ControlError(400, `'${name}' is not true or false.`)
    return value
  }

  date(name: string): Date | undefined {
    const text = this.string(name)
    if (text === undefined) return undefined
    const date = new Date(text)
    if (Number.isNaN(date.getTime())) throw new ControlError(400, `'${name}' is not a date and time.`)
    return date
  }

  strings(name: string): string[] | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
      throw new ControlError(400, `'${name}' is not a list of strings.`)
    }
    return value as string[]
  }

  oneOf<T extends string | number>(name: string, options: readonly T[]): T | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    const option = options.find((candidate) => candidate === value)
    if (option === undefined) throw new ControlError(400, `'${name}' is not one of ${options.join(', ')}.`)
    return option
  }

  features(name: string): PremiumFeature[] | undefined {
    const given = this.strings(name)
    return given?.map((feature) => {
      if (feature !== 'P1' && feature !== 'P2') throw new ControlError(400, `'${feature}' is neither P1 nor P2.`)
      return feature
    })
  }
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new ControlError(400, `'${name}' is missing.`)
  return value
}

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
    times: input.number('times'),
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
      return { kind, ...given({ status: input.number('status') }), ...scope }
    case 'tokenError':
      return { kind, code: required(input.oneOf('code', tokenErrorCodes), 'code'), ...scope }
    default:
      return { kind, ...scope }
  }
}

function readRetryAfter(input: Input): number | 'none' | 'date' | undefined {
  try {
    return input.oneOf('retryAfter', ['none', 'date'] as const)
  } catch {
    return input.number('retryAfter')
  }
}
