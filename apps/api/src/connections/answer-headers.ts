type Fields = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Headers of an answer as they came, under names in lower case: all that `Headers` offers for reading, without the copy that
 * one is made of.
 */
export class AnswerHeaders implements Headers {
  constructor(private readonly fields: Fields) {}

  get(name: string): string | null {
    const value = this.fields[name.toLowerCase()]
    if (value === undefined) return null
    return typeof value === 'string' ? value : value.join(', ')
  }

  has(name: string): boolean {
    return this.fields[name.toLowerCase()] !== undefined
  }

  getSetCookie(): string[] {
    return [this.fields['set-cookie'] ?? []].flat()
  }

  *entries(): Generator<[string, string]> {
    for (const name of Object.keys(this.fields).toSorted()) {
      if (name === 'set-cookie') for (const cookie of this.getSetCookie()) yield [name, cookie]
      else if (this.has(name)) yield [name, this.get(name) ?? '']
    }
  }

  *keys(): Generator<string> {
    for (const [name] of this.entries()) yield name
  }

  *values(): Generator<string> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries()
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void): void {
    for (const [name, value] of this.entries()) callback(value, name, this)
  }

  append(): void {
    throw new TypeError('The headers of an answer do not change')
  }

  set(): void {
    this.append()
  }

  delete(): void {
    this.append()
  }
}
