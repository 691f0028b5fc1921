import { ApiKey } from '../api-keys/api-key.entity.js'
import { AuditEvent } from '../audit/audit-event.entity.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Invitation } from '../invitations/invitation.entity.js'
import { Membership } from '../members/membership.entity.js'
import { Organization } from '../organizations/organization.entity.js'
import { Session } from '../sessions/session.entity.js'
import { TenantRow } from '../tenants/tenant.entity.js'
import { User } from '../users/user.entity.js'

/** Every entity. All work goes through the manager of a transaction, so no repository is ever injected. */
export const entities: (new () => object)[] = [
  AuditEvent,
  User,
  Session,
  Organization,
  Membership,
  Invitation,
  ApiKey,
  ConnectionRow,
  TenantRow,
]
