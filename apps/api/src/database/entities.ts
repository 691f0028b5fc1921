import { AuditEvent } from '../audit/audit-event.entity.js'

/** Every entity. All work goes through the manager of a transaction, so no repository is ever injected. */
export const entities: (new () => object)[] = [AuditEvent]
