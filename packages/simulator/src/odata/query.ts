import { GraphError } from '../graph/graph-error.js'

const KNOWN = [
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$search',
  '$skiptoken',
  '$deltatoken',
  '$format',
]

/** The query options of a request, by their names in lower case. */
export class Query {
  readonly #options = new Map<string, string>()

  constructor(readonly raw: string) {
    for (const [key, value] of new URLSearchParams(raw)) {
      const lower = key.toLowerCase()
      const name = lower.startsWith('$') ? lower : `$${lower}`
      if (!KNOWN.includes(name)) {
        if (!lower.startsWith('$')) continue
        throw new GraphError('invalidQuery', {
          value: `The query parameter '${key}' is not supported.`,
        })
      }
      if (this.#options.has(name)) {
        throw new GraphError('invalidQuery', {
          value: `Query option '${name}' was specified more than once, but it must be specified at most once.`,
        })
      }
      this.#options.set(name, value)
    }
  }

  get(name: string): string | undefined {
    return this.#options.get(name)
  }

  names(): string[] {
    return [...this.#options.keys()]
  }

  /** The same query with another page, for a next link. */
  with(name: '$skiptoken' | '$skip', value: string | number): string {
    const kept = this.raw.split('&').filter((part) => part !== '' && !isOption(part, name))
    return [...kept, `${name}=${value}`].join('&')
  }

  /** What is asked for, whatever page of it: equal for the first call and for every next link that came of it. */
  get wish(): string {
    return [...this.#options]
      .filter(([name]) => name !== '$skiptoken')
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('&')
  }
}

function isOption(part: string, name: string): boolean {
  const key = (part.split('=', 1)[0] ?? '').replace(/^(\$|%24)/i, '')
  return key.toLowerCase() === name.slice(1)
}
