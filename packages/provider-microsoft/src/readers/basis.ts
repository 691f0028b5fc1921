import { licenceMissing, permissionMissing, type ReadContext, type Resource, serviceAbsent } from '@tenantry/core'
import { basisUnread } from '../errors.js'

/** What was read before; where it could not be, whatever builds on it cannot be either, for the same reason. */
export function basis<T>(resource: Resource, { facts, tenant }: ReadContext, of: Resource<T>): T {
  const reading = facts.read(of)
  const name = tenant.name ?? tenant.tenantId
  switch (reading.status) {
    case 'read':
      return reading.value
    case 'notPermitted':
      throw permissionMissing({ permissions: reading.permissions.slice(0, 1), tenant: name })
    case 'notLicensed':
      throw licenceMissing({ feature: of.name, licence: reading.licence })
    case 'notApplicable':
      throw serviceAbsent({ service: of.service, tenant: name })
    default:
      throw basisUnread({ resource: resource.name, basis: of.name })
  }
}
