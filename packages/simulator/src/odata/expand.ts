import { GraphError } from '../graph/graph-error.js'
import type { Entity } from '../store/seed.js'
import { type Audience, representWhole } from './representation.js'
import { parseSelect, project, type Selection } from './select.js'
import { findAnywhere, findProperty, findRelationship, itemType, propertyNames } from './types.js'
import { unknownProperty } from './unknown-property.js'

/** What an object is related to: one object, several, null where there is none, undefined where it is left out. */
export type Related = Record<string, unknown> | readonly Record<string, unknown>[] | null | undefined

export interface Expansion {
  name: string
  /** Of what is expanded. */
  type: string
  select: Selection | undefined
  inner: Expansion[]
}

/** https://learn.microsoft.com/graph/query-parameters#expand-parameter: of directory objects no more are shown. */
const DIRECTORY_LIMIT = 20

/** Reads an `$expand`: `policy($expand=rules)`, `manager($select=id,displayName)`. */
export function parseExpand(
  text: string | undefined,
  facts: { type: string; version: string; directory: boolean; one?: boolean },
): Expansion[] {
  if (text === undefined) return []
  const items = split(text, ',')
  if (items.length > 1 && (facts.one ?? facts.directory)) {
    throw new GraphError('badRequest', { value: 'Only one property can be expanded in a single query.' })
  }
  return items.map((item) => parseItem(item.trim(), facts))
}

function parseItem(item: string, facts: { type: string; version: string; directory: boolean }): Expansion {
  const [, name = '', inside] = /^([^()]*)(?:\((.*)\))?$/s.exec(item) ?? []
  const relationship = findAnywhere(findRelationship, facts.type, name, facts.version)
  if (!relationship) throw notRelated(name, facts.type, facts.version)
  const type = itemType(relationship.type)
  const expansion: Expansion = { name: relationship.name, type, select: undefined, inner: [] }
  for (const option of inside === undefined ? [] : split(inside, ';')) {
    const [, key = '', value = ''] = /^\s*(\$?\w+)=(.*)$/s.exec(option) ?? []
    const known = key.toLowerCase().replace(/^\$?/, '$')
    if (known === '$select') expansion.select = parseSelect(value, type, propertyNames(type), facts.version)
    else if (known === '$expand' && !facts.directory) {
      expansion.inner = parseExpand(value, { type, version: facts.version, directory: false })
    } else {
      throw new GraphError('badRequest', {
        value: `The query option '${key || option}' is not supported in $expand here.`,
      })
    }
  }
  return expansion
}

function notRelated(name: string, type: string, version: string): GraphError {
  if (!findAnywhere(findProperty, type, name, version)) return unknownProperty('select', name, type)
  return new GraphError('invalidQuery', {
    value: `Parsing OData Select and Expand failed: Property '${name}' on type 'microsoft.graph.${type}' is not a navigation property or complex property. Only navigation properties can be expanded.`,
  })
}

/** Cuts at a mark that stands outside all parentheses. */
function split(text: string, mark: string): string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === mark && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** The related objects that an answer shows, by the name of the relationship. */
export function expand(
  expansions: readonly Expansion[],
  relatedBy: (name: string) => Related,
  facts: { directory: boolean; audience: Audience },
): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const expansion of expansions) {
    const related = relatedBy(expansion.name)
    if (related === undefined) continue
    shown[expansion.name] = Array.isArray(related)
      ? (related as Entity[])
          .slice(0, facts.directory ? DIRECTORY_LIMIT : undefined)
          .map((object) => showOne(object, expansion, facts))
      : related && showOne(related as Entity, expansion, facts)
  }
  return shown
}

function showOne(
  object: Entity,
  { type, select, inner }: Expansion,
  facts: { directory: boolean; audience: Audience },
): Record<string, unknown> {
  const own = select ? project(object, type, select, facts.audience) : representWhole(object, type, facts.audience)
  const within = expand(
    inner,
    (name) => {
      if (!(name in object)) throw cannotExpand(name)
      return object[name] as Related
    },
    facts,
  )
  return { ...own, ...within }
}

export function cannotExpand(name: string): GraphError {
  return new GraphError('unsupportedQuery', { value: `The relationship '${name}' cannot be expanded here.` })
}
