import type { Room } from '../room.js'
import { applicationRooms } from './applications.js'
import { assignLicenseRooms } from './assign-license.js'
import { auditLogRooms } from './audit-logs.js'
import { authenticationMethodRooms } from './authentication-methods.js'
import { authenticationRegistrationRooms } from './authentication-registration.js'
import { deletedItemRooms } from './deleted-items.js'
import { directoryRoleRooms } from './directory-roles.js'
import { groupRooms } from './groups.js'
import { licenceRooms } from './licences.js'
import { organizationRooms } from './organization.js'
import { pimRooms } from './pim.js'
import { partnerRooms } from './partner.js'
import { registrationDetailRooms } from './registration-details.js'
import { riskyUserRooms } from './risky-users.js'
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
  ...authenticationMethodRooms,
  ...authenticationRegistrationRooms,
  ...registrationDetailRooms,
  ...auditLogRooms,
  ...riskyUserRooms,
  ...servicePrincipalRooms,
  ...applicationRooms,
  ...directoryRoleRooms,
  ...pimRooms,
  ...securityRooms,
  ...partnerRooms,
  ...serviceRooms,
]
