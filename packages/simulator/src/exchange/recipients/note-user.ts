import { recordAudit } from '../../world/audits.js'
import type { Entity } from '../../world/model.js'
import type { CmdletCall } from '../cmdlet.js'

/** What Exchange does to a directory object is in the directory's audit log too. */
export function noteUser(call: CmdletCall, activity: string, user: Entity): void {
  const target = {
    id: user.id,
    type: 'User' as const,
    displayName: String(user['displayName']),
    userPrincipalName: String(user['userPrincipalName']),
  }
  recordAudit(call.tenant, call.actor, { activity, category: 'UserManagement', targets: [target] }, call.now)
}
