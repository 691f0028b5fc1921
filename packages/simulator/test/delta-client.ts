import { expect } from 'vitest'
import { GraphError } from '../src/graph/graph-error.js'

export interface Copy {
  properties: Record<string, unknown>
  links: Record<string, string[]>
}

export type Known = Map<string, Copy>

export interface Page {
  value: Record<string, unknown>[]
  '@odata.nextLink'?: string
  '@odata.deltaLink'?: string
}

/** A client as Microsoft asks for it: upserts, the last word wins, and it starts over when its token is refused. */
export class DeltaClient {
  known: Known = new Map()
  #gathering: Known | undefined = new Map()
  #link: string
  #saved: string | undefined

  constructor(
    private readonly call: (link: string, minimal: boolean) => Page,
    private readonly first: string,
    private readonly relationships: string[],
  ) {
    this.#link = first
  }

  get between(): boolean {
    return this.#saved !== undefined && this.#link === this.#saved
  }

  /** The rest of a round, or a whole one. */
  round(minimal: boolean): void {
    for (let pages = 0; pages === 0 || !this.between; pages++) {
      if (pages > 500) throw new Error('The round does not end.')
      this.page(minimal)
    }
  }

  /** Its process dies: what it saved is its last delta link. */
  forget(): void {
    this.#link = this.#saved ?? this.first
    if (this.#saved === undefined) this.#gathering = new Map()
  }

  page(minimal: boolean): void {
    let page: Page
    try {
      page = this.call(this.#link, minimal)
    } catch (error) {
      if (!(error instanceof GraphError) || (error.status !== 410 && error.code !== 'syncStateNotFound')) throw error
      this.#link = error.headers['location'] ?? this.first
      this.#saved = undefined
      this.#gathering = new Map()
      return
    }
    for (const item of page.value) this.#take(item, this.#gathering ?? this.known)
    expect([page['@odata.nextLink'], page['@odata.deltaLink']].filter((link) => link !== undefined)).toHaveLength(1)
    if (page['@odata.nextLink'] !== undefined) this.#link = page['@odata.nextLink']
    if (page['@odata.deltaLink'] === undefined) return
    this.#link = this.#saved = page['@odata.deltaLink']
    if (this.#gathering) this.known = this.#gathering
    this.#gathering = undefined
  }

  #take(item: Record<string, unknown>, known: Known): void {
    const id = String(item['id'])
    if (item['@removed']) {
      known.delete(id)
      return
    }
    const copy = known.get(id) ?? {
      properties: {},
      links: Object.fromEntries(this.relationships.map((name): [string, string[]] => [name, []])),
    }
    known.set(id, copy)
    for (const [name, value] of Object.entries(item)) {
      if (!name.endsWith('@delta')) copy.properties[name] = value
      else this.#takeLinks(copy, name.slice(0, -6), value as Record<string, unknown>[])
    }
  }

  #takeLinks(copy: Copy, name: string, links: Record<string, unknown>[]): void {
    const others = new Set(copy.links[name])
    for (const link of links) {
      if (link['@removed']) others.delete(String(link['id']))
      else others.add(String(link['id']))
    }
    copy.links[name] = [...others].sort()
  }

  state(properties: string[]): Known {
    return new Map(
      [...this.known].map(([id, copy]) => [
        id,
        { ...copy, properties: Object.fromEntries(properties.map((name) => [name, copy.properties[name] ?? null])) },
      ]),
    )
  }
}
