import { GraphError } from '../graph/graph-error.js'
import type { Entity } from '../store/seed.js'
import { indexedWords, searchedWords } from './search-words.js'
import { querySupport } from './query-support.js'
import { findAnywhere, findProperty } from './types.js'
import { unknownProperty } from './unknown-property.js'

type Test = (entity: Entity) => boolean

const CLAUSE = /"((?:[^"\\]|\\.)*)"/y
const WORD = /AND|OR|[()]/y

/** Reads a `$search` of directory objects: `"displayName:ada" AND ("mail:a" OR "mail:b")`. */
export function parseSearch(text: string, type: string, version: string): Test {
  const parser = new SearchParser(text, type, version)
  return parser.parse()
}

class SearchParser {
  #at = 0

  constructor(
    private readonly text: string,
    private readonly type: string,
    private readonly version: string,
  ) {}

  parse(): Test {
    const test = this.#or()
    this.#skipSpace()
    if (this.#at < this.text.length) throw this.#syntax()
    return test
  }

  #or(): Test {
    const tests = [this.#and()]
    while (this.#take('OR')) tests.push(this.#and())
    return (entity) => tests.some((test) => test(entity))
  }

  #and(): Test {
    const tests = [this.#operand()]
    while (this.#take('AND')) tests.push(this.#operand())
    return (entity) => tests.every((test) => test(entity))
  }

  #operand(): Test {
    if (this.#take('(')) {
      const inner = this.#or()
      if (!this.#take(')')) throw this.#syntax()
      return inner
    }
    this.#skipSpace()
    CLAUSE.lastIndex = this.#at
    const found = CLAUSE.exec(this.text)
    if (!found) throw this.#syntax()
    this.#at += found[0].length
    return this.#clause((found[1] ?? '').replace(/\\(.)/g, '$1'))
  }

  #clause(clause: string): Test {
    const colon = clause.indexOf(':')
    if (colon < 1) {
      throw new GraphError('invalidQuery', {
        value: `Unrecognized query argument specified: '${clause}'. A search clause is '"property:value"'.`,
      })
    }
    const [given, wanted] = [clause.slice(0, colon).trim(), clause.slice(colon + 1)]
    const property = findAnywhere(findProperty, this.type, given, this.version)
    if (!property) throw unknownProperty('filter', given, this.type)
    const support = querySupport(this.type)
    if (support?.words.includes(property.name)) return wordTest(property.name, searchedWords(wanted))
    if (!support?.operators(property.name)?.has('startsWith') && property.name !== 'id') {
      throw new GraphError('unsupportedQuery', { value: `Unsupported search property '${property.name}'.` })
    }
    return startTest(property.name, wanted.toLowerCase())
  }

  #take(word: string): boolean {
    this.#skipSpace()
    WORD.lastIndex = this.#at
    const found = WORD.exec(this.text)
    if (found?.[0] !== word) return false
    this.#at += word.length
    return true
  }

  #skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.#at))) this.#at++
  }

  #syntax(): GraphError {
    const character = this.text.charAt(this.#at)
    return new GraphError('invalidQuery', {
      value: `Syntax error: character '${character}' is not valid at position ${this.#at} in '${this.text}'.`,
    })
  }
}

function wordTest(property: string, wanted: string[]): Test {
  return (entity) => {
    const held = entity[property]
    if (typeof held !== 'string' || wanted.length === 0) return false
    const words = indexedWords(held)
    return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)))
  }
}

function startTest(property: string, wanted: string): Test {
  return (entity) => {
    const held = entity[property]
    return typeof held === 'string' && held.toLowerCase().startsWith(wanted)
  }
}
