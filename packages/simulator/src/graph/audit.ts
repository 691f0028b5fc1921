import { type AuditFacts, recordAudit } from '../world/audits.js'
import type { GraphCall } from './room.js'

/** Notes in the directory's audit log what the calling app did. */
export function audit(call: GraphCall, facts: AuditFacts): void {
  const { appId, displayName, id } = call.servicePrincipal
  recordAudit(call.tenant, { app: { appId, displayName, servicePrincipalId: id } }, facts, call.now)
}
