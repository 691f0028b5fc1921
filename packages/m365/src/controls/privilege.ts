import type { Control } from '@tenantry/core'
import { guestsReviewed } from './privilege/access-review-guests.js'
import { rolesReviewed } from './privilege/access-review-roles.js'
import { administratorsOfCloud } from './privilege/admins-cloud-only.js'
import { administratorsWithoutMailbox } from './privilege/admins-licence-footprint.js'
import { appCertificatesShort } from './privilege/app-certificate-lifetime.js'
import { applicationKeysCurrent } from './privilege/app-credentials-expiring.js'
import { appPasswordsBlocked } from './privilege/app-password-addition-blocked.js'
import { appPasswordsShort } from './privilege/app-password-lifetime.js'
import { applicationsWithoutSecrets } from './privilege/app-secrets-none.js'
import { permissionsInUse } from './privilege/app-unused-privileges.js'
import { emergencyUseNoticed } from './privilege/break-glass-monitored.js'
import { globalActivationTold } from './privilege/ga-activation-alert.js'
import { globalAdministratorApproved } from './privilege/ga-activation-approval.js'
import { globalAdministratorsFew } from './privilege/global-admin-count.js'
import { narrowRolesPreferred } from './privilege/least-privilege-ratio.js'
import { noGuestAdministrators } from './privilege/no-external-privileged.js'
import { noPermanentRoles } from './privilege/no-permanent-privileged.js'
import { rolesActivated } from './privilege/pim-in-use.js'
import { privilegedRoleApproved } from './privilege/pra-approval.js'
import { otherActivationsTold } from './privilege/privileged-activation-alert.js'
import { assignmentsTold } from './privilege/privileged-assignment-alert.js'
import { privilegedAppsUnowned } from './privilege/privileged-sp-no-owners.js'
import { rolesThroughPim } from './privilege/privileged-through-pim.js'
import { dangerousApplicationsKnown } from './privilege/risky-app-permissions.js'
import { administratorsActive } from './privilege/stale-privileged.js'
import { administratorAppsWithoutSecrets } from './privilege/tier0-sp-no-secret.js'

/** Controls of privileged roles and of what applications may hold. */
export const privilegeControls: readonly Control[] = [
  globalAdministratorsFew,
  narrowRolesPreferred,
  administratorsOfCloud,
  noPermanentRoles,
  rolesThroughPim,
  rolesActivated,
  globalAdministratorApproved,
  privilegedRoleApproved,
  assignmentsTold,
  globalActivationTold,
  otherActivationsTold,
  guestsReviewed,
  rolesReviewed,
  administratorsActive,
  noGuestAdministrators,
  administratorsWithoutMailbox,
  emergencyUseNoticed,
  appPasswordsBlocked,
  appPasswordsShort,
  appCertificatesShort,
  applicationsWithoutSecrets,
  applicationKeysCurrent,
  administratorAppsWithoutSecrets,
  privilegedAppsUnowned,
  permissionsInUse,
  dangerousApplicationsKnown,
]
