import { ParseUUIDPipe } from '@nestjs/common'
import { notFound } from './errors.js'

/** Takes an id out of an address. What is no id names nothing, so it is answered like an unknown one. */
export function idOf(what: string): ParseUUIDPipe {
  return new ParseUUIDPipe({ exceptionFactory: () => notFound({ what }) })
}
