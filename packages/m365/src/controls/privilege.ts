import type { Control } from '@tenantry/core'
import { administratorsOfCloud } from './privilege/admins-cloud-only.js'
import { appCertificatesShort } from './privilege/app-certificate-lifetime.js'
import { appPasswordsBlocked } from './privilege/app-password-addition-blocked.js'
import { appPasswordsShort } from './privilege/app-password-lifetime.js'
import { globalActivationTold } from './privilege/ga-activation-alert.js'
import { globalAdministratorApproved } from './privilege/ga-activation-approval.js'
import { globalAdministratorsFew } from './privilege/global-admin-count.js'
import { narrowRolesPreferred } from './privilege/least-privilege-ratio.js'
import { noPermanentRoles } from './privilege/no-permanent-privileged.js'
import { privilegedRoleApproved } from './privilege/pra-approval.js'
import { otherActivationsTold } from './privilege/privileged-activation-alert.js'
import { assignmentsTold } from './privilege/privileged-assignment-alert.js'
import { rolesThroughPim } from './privilege/privileged-through-pim.js'

/** Controls of privileged roles and of what applications may hold. */
export const privilegeControls: readonly Control[] = [
  globalAdministratorsFew,
  narrowRolesPreferred,
  administratorsOfCloud,
  noPermanentRoles,
  rolesThroughPim,
  globalAdministratorApproved,
  privilegedRoleApproved,
  assignmentsTold,
  globalActivationTold,
  otherActivationsTold,
  appPasswordsBlocked,
  appPasswordsShort,
  appCertificatesShort,
]
