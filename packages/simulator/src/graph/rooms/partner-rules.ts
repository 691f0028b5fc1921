import { propertyNames } from '../../odata/types.js'
import { GraphError } from '../graph-error.js'
import type { GraphCall } from '../room.js'

/** Only a partner's tenant has customers to list. */
export function requirePartner({ tenant }: GraphCall): void {
  if (!tenant.isPartner) throw new GraphError('forbidden', { value: 'The tenant is not a partner tenant.' })
}

export function partnerRules(type: string) {
  return { type, defaults: propertyNames(type), defaultPage: 300, maxPage: 300 }
}
