import type { Room } from '../room.js'
import { applicationRooms } from './applications.js'
import { assignLicenseRooms } from './assign-license.js'
import { deletedItemRooms } from './deleted-items.js'
import { directoryRoleRooms } from './directory-roles.js'
import { groupRooms } from './groups.js'
import { licenceRooms } from './licences.js'
import { organizationRooms } from './organization.js'
import { partnerRooms } from './partner.js'
import { securityRooms } from './security.js'
import { servicePrincipalRooms } from './service-principals.js'
import { serviceRooms } from './services.js'
import { userRelationRooms } from './users-relations.js'
import { userWriteRooms } from './users-write.js'
import { userRooms } from './users.js'

/** Everything Graph serves here. */
export const rooms: readonly Room[] = [
  ...organizationRooms,
  ...userRooms,
  ...groupRooms,
  ...userRelationRooms,
  ...userWriteRooms,
  ...licenceRooms,
  ...assignLicenseRooms,
  ...deletedItemRooms,
  ...servicePrincipalRooms,
  ...applicationRooms,
  ...directoryRoleRooms,
  ...securityRooms,
  ...partnerRooms,
  ...serviceRooms,
]
