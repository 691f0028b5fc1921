import type { Room } from '../room.js'
import { adminRooms } from './admin.js'
import { administrativeUnitRooms } from './administrative-units.js'
import { applicationRooms } from './applications.js'
import { assignLicenseRooms } from './assign-license.js'
import { auditLogRooms } from './audit-logs.js'
import { authenticationMethodRooms } from './authentication-methods.js'
import { authenticationRegistrationRooms } from './authentication-registration.js'
import { conditionalAccessRooms } from './conditional-access.js'
import { contactRooms } from './contacts.js'
import { defenderRooms } from './defender.js'
import { deletedItemRooms } from './deleted-items.js'
import { deviceRooms } from './devices.js'
import { directoryRoleRooms } from './directory-roles.js'
import { governanceRooms } from './governance.js'
import { groupSettingRooms } from './group-settings.js'
import { groupRooms } from './groups.js'
import { intuneRooms } from './intune.js'
import { invitationRooms } from './invitations.js'
import { licenceRooms } from './licences.js'
import { mailboxSettingsRooms } from './mailbox-settings.js'
import { memberCheckRooms } from './member-checks.js'
import { messageRuleRooms } from './message-rules.js'
import { organizationRooms } from './organization.js'
import { policyRoomsOfTenant } from './policies.js'
import { outlookCategoryRooms } from './outlook-categories.js'
import { pimRooms } from './pim.js'
import { partnerRooms } from './partner.js'
import { placeRooms } from './places.js'
import { registrationDetailRooms } from './registration-details.js'
import { riskyUserRooms } from './risky-users.js'
import { secureScoreRooms } from './secure-score.js'
import { servicePrincipalRooms } from './service-principals.js'
import { usageReportRooms } from './usage-reports.js'
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
  ...memberCheckRooms,
  ...invitationRooms,
  ...usageReportRooms,
  ...mailboxSettingsRooms,
  ...messageRuleRooms,
  ...outlookCategoryRooms,
  ...placeRooms,
  ...servicePrincipalRooms,
  ...applicationRooms,
  ...directoryRoleRooms,
  ...pimRooms,
  ...deviceRooms,
  ...administrativeUnitRooms,
  ...contactRooms,
  ...conditionalAccessRooms,
  ...policyRoomsOfTenant,
  ...groupSettingRooms,
  ...governanceRooms,
  ...adminRooms,
  ...intuneRooms,
  ...secureScoreRooms,
  ...defenderRooms,
  ...partnerRooms,
]
