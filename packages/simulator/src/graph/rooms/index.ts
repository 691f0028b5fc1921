import type { Room } from '../room.js'
import { applicationRooms } from './applications.js'
import { directoryRoleRooms } from './directory-roles.js'
import { groupRooms } from './groups.js'
import { organizationRooms } from './organization.js'
import { partnerRooms } from './partner.js'
import { securityRooms } from './security.js'
import { servicePrincipalRooms } from './service-principals.js'
import { serviceRooms } from './services.js'
import { subscriptionRooms } from './subscriptions.js'
import { userRooms } from './users.js'

/** Everything Graph serves here. */
export const rooms: readonly Room[] = [
  ...organizationRooms,
  ...userRooms,
  ...groupRooms,
  ...subscriptionRooms,
  ...servicePrincipalRooms,
  ...applicationRooms,
  ...directoryRoleRooms,
  ...securityRooms,
  ...partnerRooms,
  ...serviceRooms,
]
