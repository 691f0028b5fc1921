import { ExchangeError } from './exchange-error.js'

/** What every cmdlet takes. */
const COMMON = [
  'Confirm',
  'WhatIf',
  'Verbose',
  'Debug',
  'ErrorAction',
  'ErrorVariable',
  'WarningAction',
  'WarningVariable',
  'InformationAction',
  'OutBuffer',
  'OutVariable',
  'ProgressAction',
  'UseCustomRouting',
]

/** The parameters of one call, bound by name without regard to case. */
export class Parameters {
  readonly #values = new Map<string, unknown>()
  readonly #names: readonly string[]

  constructor(given: Record<string, unknown>, allowed: readonly string[]) {
    const known = new Map([...COMMON, ...allowed].map((name) => [name.toLowerCase(), name]))
    for (const [name, value] of Object.entries(given)) {
      if (name.includes('@')) continue
      const bound = known.get(name.toLowerCase())
      if (bound === undefined) throw new ExchangeError('unknownParameter', { value: name })
      this.#values.set(bound, value)
    }
    this.#names = allowed
  }

  /** The cmdlet's own parameters that were given. */
  given(): string[] {
    return this.#names.filter((name) => this.#values.has(name))
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  raw(name: string): unknown {
    return this.#values.get(name)
  }

  /** Undefined when it was not given; empty when it was cleared with null. */
  text(name: string): string | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    if (value === null) return ''
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
    const [only, ...more] = Array.isArray(value) ? (value as unknown[]) : [value, value]
    if (more.length === 0 && typeof only === 'string') return only
    throw new ExchangeError('invalidArgument', { value: JSON.stringify(value), other: name })
  }

  required(name: string): string {
    const value = this.text(name)
    if (value === undefined || value === '') throw new ExchangeError('missingParameter', { value: name })
    return value
  }

  flag(name: string): boolean | undefined {
    const value = this.#values.get(name)
    if (value === undefined || value === null) return undefined
    if (typeof value === 'boolean') return value
    const text = (this.text(name) ?? '').toLowerCase().replace(/^\$/, '')
    if (text === 'true' || text === '1') return true
    if (text === 'false' || text === '0') return false
    throw new ExchangeError('invalidArgument', { value: text, other: name })
  }

  whole(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined || text === '') return undefined
    const number = Number(text)
    if (!Number.isInteger(number)) throw new ExchangeError('invalidArgument', { value: text, other: name })
    return number
  }

  list(name: string): string[] | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    if (value === null) return []
    const items: unknown[] = Array.isArray(value) ? value : [value]
    const wrong = items.find((item) => typeof item !== 'string' && typeof item !== 'number')
    if (wrong !== undefined) throw new ExchangeError('invalidArgument', { value: JSON.stringify(wrong), other: name })
    return items.map(String)
  }

  /** A property of many values: replaced, or changed by a hash table of `Add` and `Remove`. */
  many(name: string, current: readonly string[], same = equalText): string[] | undefined {
    const table = hashTable(this.#values.get(name))
    if (!table) return this.list(name)
    const kept = current.filter((value) => !table.remove.some((removed) => same(removed, value)))
    return [...kept, ...table.add.filter((added) => !kept.some((value) => same(added, value)))]
  }

  /** How many objects are wanted; undefined for all of them. */
  resultSize(): number | undefined {
    const text = this.text('ResultSize')
    if (text === undefined || text === '') return 1000
    if (text.toLowerCase() === 'unlimited') return undefined
    return this.whole('ResultSize')
  }
}

function equalText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function hashTable(value: unknown): { add: string[]; remove: string[] } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value).map(([name, items]) => [name.toLowerCase(), items] as const)
  const of = (name: string) =>
    entries.filter(([key]) => key === name).flatMap(([, items]) => [items].flat().map(String))
  return { add: of('add'), remove: of('remove') }
}
