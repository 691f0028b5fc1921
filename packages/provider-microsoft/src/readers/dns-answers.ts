import { type DnsType, type Host, nameUnanswered } from '@tenantry/core'

/** What became of asking for one name; `problem` where nothing is known. */
export interface NameAnswer {
  name: string
  records: readonly string[]
  problem?: string
}

/** As many names at once as a name server of a small office bears. */
const AT_ONCE = 8

/** Asks for names, each once however often it is wanted. A name without an answer says so, and stops no other. */
export class DnsAnswers {
  readonly #asked = new Map<string, Promise<NameAnswer>>()
  #failure: unknown
  #answered = false

  constructor(private readonly resolve: Host['resolve']) {}

  of(name: string, type: DnsType): Promise<NameAnswer> {
    const key = `${type} ${name.toLowerCase()}`
    const asked = this.#asked.get(key) ?? this.#ask(name, type)
    this.#asked.set(key, asked)
    return asked
  }

  /** The rows of many domains, in their order. Where no name at all was answered, the fault is not the domains'. */
  async rows<T>(domains: readonly string[], row: (domain: string) => Promise<T>): Promise<T[]> {
    const found: T[] = []
    const waiting = [...domains.entries()]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) found[next[0]] = await row(next[1])
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    if (this.#failure !== undefined && !this.#answered) throw this.#failure
    return found
  }

  async #ask(name: string, type: DnsType): Promise<NameAnswer> {
    try {
      const records = await this.resolve(name, type)
      this.#answered = true
      return { name, records }
    } catch (error) {
      if (!nameUnanswered.is(error)) throw error
      this.#failure ??= error
      return { name, records: [], problem: error.why.replace(/\.$/, '') }
    }
  }
}
