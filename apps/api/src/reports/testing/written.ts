import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'

/** All of what a builder writes. */
export function written(content: AsyncIterable<string>): Promise<string> {
  return text(Readable.from(content))
}
