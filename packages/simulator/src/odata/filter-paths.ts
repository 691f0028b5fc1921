import type { Path } from './filter-expression.js'
import {
  derivesFrom,
  findAnywhere,
  findProperty,
  findRelationship,
  isCollection,
  isKnownType,
  itemType,
} from './types.js'
import { unknownProperty } from './unknown-property.js'

const CAST = 'microsoft.graph.'

/** The names that a filter may use at one place: the object's own, and its range variables. */
export class Names {
  readonly #variables = new Map<string, { type: string; name: string }>()

  constructor(
    type: string,
    readonly version: string,
  ) {
    this.#variables.set('', { type, name: '' })
  }

  /** Binds a range variable to the items of a collection while a lambda is read. */
  within<T>(variable: string, collection: Path, read: () => T): T {
    const before = this.#variables.get(variable)
    this.#variables.set(variable, { type: itemType(collection.type), name: `${collection.name}/any` })
    const result = read()
    if (before) this.#variables.set(variable, before)
    else this.#variables.delete(variable)
    return result
  }

  path(text: string): Path {
    const segments = text.split('/')
    const variable = this.#variables.has(segments[0] as string) ? (segments.shift() as string) : ''
    const start = this.#variables.get(variable) as { type: string; name: string }
    const path: Path = { variable, steps: [], type: start.type, name: start.name }
    for (const segment of segments) this.#step(path, segment)
    return path
  }

  #step(path: Path, segment: string): void {
    if (segment.toLowerCase().startsWith(CAST)) {
      const type = segment.slice(CAST.length)
      if (!isKnownType(type) || !derivesFrom(type, path.type)) throw unknownProperty('filter', segment, path.type)
      path.steps.push(`${CAST}${type}`)
      path.type = type
      return
    }
    if (segment === '$count' && isCollection(path.type)) {
      path.steps.push('$count')
      path.type = 'Int32'
      path.name += '/$count'
      return
    }
    const member =
      path.type === 'unknown'
        ? { name: segment, type: 'unknown' }
        : (findAnywhere(findProperty, path.type, segment, this.version) ??
          findAnywhere(findRelationship, path.type, segment, this.version))
    if (!member) throw unknownProperty('filter', segment, path.type)
    path.steps.push(member.name)
    path.type = member.type
    path.name += path.name === '' ? member.name : `/${member.name}`
  }
}
