type Lists = Record<string, Iterable<unknown> | AsyncIterable<unknown>>

/** Writes a JSON object whose last members are lists that come item by item. */
export async function* jsonObject(members: object, lists: Lists): AsyncGenerator<string> {
  const start = JSON.stringify(members).slice(0, -1)
  let separator = start === '{' ? '' : ','
  yield start
  for (const [name, items] of Object.entries(lists)) {
    yield `${separator}${JSON.stringify(name)}:[`
    separator = ','
    let first = true
    for await (const item of items) {
      yield `${first ? '' : ','}\n${JSON.stringify(item)}`
      first = false
    }
    yield ']'
  }
  yield '}'
}
