import { createFacts, type Facts, type ListPage, type Reader, type Reading } from '@tenantry/core'
import type { MicrosoftConnection } from '../../src/connection.js'
import { readers } from '../../src/readers/readers.js'

export type MicrosoftReader = Reader<MicrosoftConnection>

/** The reader of a resource, by the resource's id. */
export function readerOf(id: string): MicrosoftReader {
  const reader = readers.find(({ resource }) => resource.id === id)
  if (!reader) throw new Error(`Nothing reads ${id}`)
  return reader
}

/** Reads resources of one tenant, those that they build on first. */
export class TenantReading {
  readonly #values = new Map<string, Reading>()
  readonly facts: Facts = createFacts(new Date(), (source) => this.#values.get(source))

  constructor(private readonly connection: MicrosoftConnection) {}

  get context() {
    return { tenant: this.connection.tenant, facts: this.facts }
  }

  /** What is known without being read. */
  know(source: string, reading: Reading): this {
    this.#values.set(source, reading)
    return this
  }

  async read(reader: MicrosoftReader): Promise<unknown> {
    for (const before of reader.after ?? []) {
      if (!this.#values.has(before.source)) await this.read(readerOf(before.id))
    }
    const value =
      reader.form === 'object' ? await reader.read(this.connection, this.context) : await this.#whole(reader)
    this.#values.set(reader.resource.source, { status: 'read', value })
    return value
  }

  async #whole(reader: MicrosoftReader): Promise<unknown[]> {
    const items: unknown[] = []
    for await (const page of this.pages(reader)) items.push(...page.items)
    return items
  }

  pages(reader: MicrosoftReader, from?: string): AsyncIterable<ListPage> {
    if (reader.form !== 'list') throw new Error(`${reader.resource.id} is no list`)
    return reader.pages(this.connection, this.context, from)
  }
}
