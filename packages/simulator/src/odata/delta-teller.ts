import type { DeltaCall, DeltaRules } from './delta-rules.js'
import { hash } from './chance.js'
import { changesBetween, type Wish } from './delta-changes.js'
import { changedItems, type Cursor, cutDeltaPage, isWhole, type Told, wholeItems } from './delta-page.js'
import { type DeltaSource, reachAt } from './delta-source.js'
import type { Round } from './delta-token.js'
import { preference } from './prefer.js'
import { type Audience, represent } from './representation.js'
import type { Selection } from './select.js'
import { findProperty } from './types.js'

type Shown = Record<string, unknown>

/** Objects that are gone are told of in the first round as well, but no more than these. */
const GONE_LIMIT = 20
/** https://learn.microsoft.com/graph/delta-query-groups */
const LINKS_PAGE = 500
/** One page of so many comes empty, one of so many tells something twice. */
const BLANK_PAGES = 6
const REPEATS = 4

/** Tells one page of a round. What it shows of an object is how that object is now, whenever it changed. */
export class DeltaTeller {
  readonly #asOf: number
  readonly #first: boolean
  readonly #chance: number
  #removals: Map<string, string> | undefined

  constructor(
    private readonly source: DeltaSource,
    private readonly rules: DeltaRules,
    private readonly call: DeltaCall,
    private readonly round: Round,
    private readonly asked: { selection: Selection; wish: Wish; audience: Audience },
  ) {
    this.#asOf = Math.max(call.listedAt, round.at)
    this.#first = round.from === undefined
    this.#chance = hash(`${call.tenant.id} ${JSON.stringify([round.from, round.to, round.cursor])}`)
  }

  /** What the page shows, and the round as its next page goes on with it; nothing goes on after the last. */
  tell(): { value: Shown[]; next: Round | undefined } {
    const { round } = this
    const idle = round.from?.every((reach, index) => reach === round.to[index]) ?? false
    if (!round.blank && !idle && this.#chance % BLANK_PAGES === 0) return { value: [], next: { ...round, blank: true } }
    const { told, next } = cutDeltaPage(this.#items(), this.#rewound(), {
      objects: this.rules.defaultPage,
      links: this.rules.linksPage ?? LINKS_PAGE,
    })
    const value = told.map((one) => this.#show(one))
    if (this.#first && !next) value.push(...this.#gone())
    const { blank: _, ...rest } = round
    return { value: this.#muddle(value), next: next && { ...rest, cursor: { ...next, seen: this.#reach() } } }
  }

  #items() {
    const { source, round } = this
    const { wish } = this.asked
    const facts = { asOf: this.#asOf, names: wish.links, ids: wish.ids }
    if (!round.from) return wholeItems(source, facts, round.cursor)
    const changes = changesBetween(source, round.from, round.to, this.#asOf, wish)
    return changedItems(
      source,
      changes,
      { ...facts, salt: hash(`${this.call.tenant.id} ${String(round.to)}`) },
      round.cursor,
    )
  }

  /** How far the set's journal is shown by now. */
  #reach(): number {
    return reachAt(this.source, this.round.to, this.#asOf)[0] ?? 0
  }

  /** Links that went since the page before moved the others up: so many are told again. */
  #rewound(): Cursor | undefined {
    const { cursor } = this.round
    if (!cursor || cursor.link === 0) return cursor
    const since = this.source.set.journal.after(cursor.seen ?? 0)
    const gone = since.filter(({ kind }) => kind === 'unlinked').length
    return { ...cursor, link: Math.max(0, cursor.link - gone) }
  }

  #show({ item, links }: Told): Shown {
    const { entity, changed } = item
    if (!entity) return { id: item.id, '@removed': { reason: this.#reasonOf(item.id) } }
    const { selection, audience } = this.asked
    const written = changed?.properties ?? new Set<string>()
    const brief = changed && !isWhole(changed) && preference(this.call.headers, 'return') === 'minimal'
    const names = brief ? written : new Set([...selection.names, ...written])
    const seen = this.source.show?.(entity, names) ?? entity
    const shown: Shown = {}
    for (const name of names) {
      const property = findProperty(this.rules.type, name, audience.version)
      if (!property || property.name !== name) continue
      // What was never set is left out; what was, and was cleared, is told as null.
      if (seen[name] === undefined && !written.has(name)) continue
      shown[name] = represent(seen[name], property.type, audience)
    }
    return { ...shown, id: entity.id, ...this.#showLinks(entity.id, links) }
  }

  #showLinks(owner: string, links: Told['links']): Shown {
    const shown: Record<string, Shown[]> = {}
    for (const [name, other] of links) {
      const type = this.source.typeOf(other, this.#asOf)
      const linked = this.source.links.get(name)?.has(owner, other, this.#asOf) === true && type !== undefined
      if (!linked && this.#first) continue
      const list = (shown[`${name}@delta`] ??= [])
      list.push({
        ...(type === undefined ? {} : { '@odata.type': `#microsoft.graph.${type}` }),
        id: other,
        ...(linked ? {} : { '@removed': { reason: 'deleted' } }),
      })
    }
    return shown
  }

  #reasonOf(id: string): string {
    this.#removals ??= new Map(
      this.source.set.journal
        .after(this.round.from?.[0] ?? 0)
        .flatMap(({ kind, id, reason = 'deleted' }) => (kind === 'removed' ? [[id.toLowerCase(), reason]] : [])),
    )
    return this.#removals.get(id.toLowerCase()) ?? 'deleted'
  }

  #gone(): Shown[] {
    const view = this.source.set.view(this.#asOf)
    this.#reasonOf('')
    return [...(this.#removals ?? [])]
      .filter(([id]) => !view.get(id) && (this.asked.wish.ids?.has(id) ?? true))
      .slice(0, GONE_LIMIT)
      .map(([id, reason]) => ({ id, '@removed': { reason } }))
  }

  /** Neither order nor number says anything: a page may tell an object twice. */
  #muddle(value: Shown[]): Shown[] {
    const [first] = value
    const muddled = this.#chance % 2 === 0 ? value : value.toReversed()
    return first && this.#chance % REPEATS === 1 ? [...muddled, first] : muddled
  }
}
