import { appManagementReaders } from './app-management.js'
import { commandReaders } from './commands.js'
import { conditionalAccessMemberReaders } from './conditional-access-members.js'
import { dnsReaders } from './dns.js'
import { entraDirectoryReaders } from './entra-directory.js'
import { entraPolicyReaders } from './entra-policies.js'
import { entraRoleReaders } from './entra-roles.js'
import { userReaders } from './entra-users.js'
import type { MicrosoftReader } from './graph.js'
import { huntingReaders } from './hunting.js'
import { perUserMfaReaders } from './per-user-mfa.js'
import { serviceReaders } from './services.js'
import { sharePointReaders } from './sharepoint.js'
import { teamsReaders } from './teams.js'
import { tenantReaders } from './tenant.js'

/** What is read through Graph. */
export const graphReaders: readonly MicrosoftReader[] = [
  ...tenantReaders,
  ...userReaders,
  ...entraDirectoryReaders,
  ...entraRoleReaders,
  ...entraPolicyReaders,
  ...appManagementReaders,
  ...conditionalAccessMemberReaders,
  ...perUserMfaReaders,
  ...serviceReaders,
  ...huntingReaders,
]

/** Everything that is read of a tenant's configuration. */
export const readers: readonly MicrosoftReader[] = [
  ...graphReaders,
  ...commandReaders,
  ...sharePointReaders,
  ...teamsReaders,
  ...dnsReaders,
]
