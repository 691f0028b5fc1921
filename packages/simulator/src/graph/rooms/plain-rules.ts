import { propertyNames } from '../../odata/types.js'

/** A collection that shows everything its type declares, in pages of Graph's usual size. */
export function plainRules(type: string) {
  return { type, defaults: propertyNames(type), defaultPage: 100, maxPage: 999 }
}
