import { AppError, type ChangeLog, type LoggedChange } from '@tenantry/core'
import { z } from 'zod'
import { cloudOf, type MicrosoftConnection } from '../connection.js'
import type { GraphCall } from '../graph-client.js'

const DAY = 24 * 60 * 60 * 1000
/** How long Entra keeps its log with a premium licence, and without one; it refuses to be asked for more. */
const KEPT_DAYS = [30, 7]
const MOST_IN_PAGE = 1000

const call: GraphCall = {
  purpose: 'Read who changed what',
  permissions: ['AuditLog.Read.All'],
  feature: 'Audit log',
  patient: true,
}

const actor = z.looseObject({ displayName: z.string().nullish(), userPrincipalName: z.string().nullish() }).nullish()

/** https://learn.microsoft.com/graph/api/resources/directoryaudit */
const entry = z.looseObject({
  id: z.string(),
  activityDateTime: z.string(),
  activityDisplayName: z.string().nullish(),
  /** Open: `success`, `failure`, `timeout`. */
  result: z.string().nullish(),
  initiatedBy: z.looseObject({ user: actor, app: actor }).nullish(),
  targetResources: z
    .array(z.looseObject({ id: z.string().nullish() }))
    .nullish()
    .transform((targets) => targets ?? []),
})

/** The audit log of the directory. https://learn.microsoft.com/graph/api/directoryaudit-list */
export const changeLog: ChangeLog<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  set: 'auditLog',
  permissions: call.permissions,
  async changes(connection, { since, until }, limit) {
    const now = connection.clock.now().getTime()
    for (const [index, days] of KEPT_DAYS.entries()) {
      const start = new Date(Math.max(since.getTime(), now - days * DAY))
      if (start >= until) return []
      try {
        return await changesBetween(connection, start, until, limit)
      } catch (error) {
        const tooOld = error instanceof AppError && error.provenance?.status === 400
        const shorter = KEPT_DAYS[index + 1]
        if (!tooOld || shorter === undefined || start.getTime() >= now - shorter * DAY) throw error
      }
    }
    return []
  },
}

async function changesBetween(connection: MicrosoftConnection, since: Date, until: Date, limit: number) {
  const between = `activityDateTime ge ${since.toISOString()} and activityDateTime le ${until.toISOString()}`
  const path = `/auditLogs/directoryAudits?$filter=${encodeURIComponent(between)}&$orderby=${encodeURIComponent('activityDateTime desc')}&$top=${Math.min(limit, MOST_IN_PAGE)}`
  const link = `https://${cloudOf(connection.config).portal}/${connection.tenant.tenantId}/#view/Microsoft_AAD_IAM/AuditLogList`
  const changes: LoggedChange[] = []
  for await (const { value } of connection.graph.pages(path, entry, call)) {
    for (const logged of value) changes.push(...changesOf(logged, link))
    if (changes.length >= limit) break
  }
  return changes.slice(0, limit)
}

/** What failed changed nothing. */
function changesOf(logged: z.output<typeof entry>, link: string): LoggedChange[] {
  const { id, activityDateTime, activityDisplayName, result, initiatedBy, targetResources } = logged
  if (result === 'failure') return []
  const { user, app } = initiatedBy ?? {}
  const who = user?.displayName || user?.userPrincipalName || app?.displayName || 'Microsoft'
  return targetResources.flatMap(({ id: objectId }) =>
    objectId
      ? [{ objectId, at: new Date(activityDateTime), who, activity: activityDisplayName ?? 'Changed', id, link }]
      : [],
  )
}
