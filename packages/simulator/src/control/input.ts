import { ControlError } from './control-error.js'

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

  isNumber(name: string): boolean {
    return typeof this.fields[name] === 'number'
  }

  number(name: string): number | undefined {
    const value = this.fields[name]
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new ControlError(400, `'${name}' is not a number.`)
    return value
  }

  within(name: string, from: number, to: number): number | undefined {
    const value = this.number(name)
    if (value !== undefined && (value < from || value > to)) {
      throw new ControlError(400, `'${name}' is not a number from ${from} to ${to}.`)
    }
    return value
  }

  /** A whole number within bounds. */
  whole(name: string, from: number, to: number): number | undefined {
    const value = this.number(name)
    if (value !== undefined && (!Number.isInteger(value) || value < from || value > to)) {
      throw new ControlError(400, `'${name}' is not a whole number from ${from} to ${to}.`)
    }
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

  someOf<T extends string>(name: string, options: readonly T[]): T[] | undefined {
    return this.strings(name)?.map((given) => {
      const option = options.find((candidate) => candidate === given)
      if (option === undefined)
        throw new ControlError(400, `'${given}' in '${name}' is not one of ${options.join(', ')}.`)
      return option
    })
  }
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new ControlError(400, `'${name}' is missing.`)
  return value
}
