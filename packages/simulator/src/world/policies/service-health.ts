import { choose, pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

const DAY = 86_400_000
const HOUR = 3_600_000

const SERVICES: readonly [id: string, name: string, prefix: string, feature: string][] = [
  ['Exchange', 'Exchange Online', 'EX', 'E-Mail and calendar access'],
  ['SharePoint', 'SharePoint Online', 'SP', 'SharePoint Features'],
  ['OneDriveForBusiness', 'OneDrive for Business', 'OD', 'OneDrive for Business'],
  ['microsoftteams', 'Microsoft Teams', 'TM', 'Teams Components'],
  ['OSDPPlatform', 'Microsoft 365 suite', 'MO', 'Portal'],
  ['AzureAD', 'Microsoft Entra', 'AD', 'Authentication'],
  ['Intune', 'Microsoft Intune', 'IT', 'Microsoft Intune'],
  ['MicrosoftDefender', 'Microsoft Defender XDR', 'DZ', 'Alerts'],
]

/** What Microsoft is busy with; the same for all tenants, as most of it is. */
export function seedServiceIssues(tenant: Tenant): Entity[] {
  return Array.from({ length: 12 }, (_, index) => issue(tenant, index))
}

function issue(tenant: Tenant, index: number): Entity {
  const seed = ['service issue', index] as const
  const [, service, prefix, feature] = choose(SERVICES, ...seed, 'service')
  const start = new Date(tenant.begunAt.getTime() - index * 4 * DAY - pick(48, ...seed, 'start') * HOUR)
  const isResolved = index > 1
  const end = isResolved ? new Date(start.getTime() + (3 + pick(60, ...seed, 'length')) * HOUR) : null
  const last = end ?? new Date(start.getTime() + HOUR)
  const incident = index === 1 || pick(3, ...seed, 'incident') === 0
  return complete('serviceHealthIssue', {
    id: `${prefix}${String(1_100_000 + pick(99_999, ...seed, 'number'))}`,
    title: `Some people may see delays in ${service}`,
    impactDescription: `People may see delays when they use ${service}.`,
    classification: incident ? 'incident' : 'advisory',
    origin: 'microsoft',
    status: isResolved ? 'serviceRestored' : incident ? 'serviceDegradation' : 'investigating',
    service,
    feature,
    featureGroup: feature,
    isResolved,
    startDateTime: start.toISOString(),
    endDateTime: end?.toISOString() ?? null,
    lastModifiedDateTime: last.toISOString(),
    details: [],
    posts: [
      {
        createdDateTime: last.toISOString(),
        postType: 'regular',
        description: { contentType: 'html', content: `Title: Some people may see delays in ${service}` },
      },
    ],
  })
}

/** Every service with its worst open issue. */
export function healthOverviews(issues: Iterable<Entity>): Entity[] {
  const all = [...issues]
  return SERVICES.map(([id, service]) => {
    const own = all.filter((issue) => issue['service'] === service)
    const open = own.find((issue) => issue['isResolved'] === false)
    return { id, service, status: open?.['status'] ?? 'serviceOperational', issues: own }
  })
}

const MESSAGES = [
  ['Microsoft Entra', 'New defaults for passkeys in authentication methods', 'planForChange'],
  ['Exchange Online', 'Basic authentication for client submission ends', 'planForChange'],
  ['Microsoft Teams', 'Meetings show who speaks more clearly', 'stayInformed'],
  ['SharePoint Online', 'One-time passcodes for external sharing are retired', 'planForChange'],
  ['Microsoft Intune', 'Renew the Apple push certificate in time', 'preventOrFixIssue'],
  ['Microsoft 365 suite', 'The admin center gets a new home page', 'stayInformed'],
] as const

export function seedServiceMessages(tenant: Tenant): Entity[] {
  return MESSAGES.map(([service, title, category], index) => {
    const start = new Date(tenant.begunAt.getTime() - (3 + index * 9) * DAY)
    const major = category === 'planForChange'
    return complete('serviceUpdateMessage', {
      id: `MC${String(1_150_000 + pick(49_999, 'service message', index))}`,
      title,
      category,
      severity: major ? 'high' : 'normal',
      services: [service],
      tags: major ? ['Admin impact', 'User impact'] : ['Feature update'],
      isMajorChange: major,
      hasAttachments: false,
      actionRequiredByDateTime: major ? new Date(start.getTime() + 90 * DAY).toISOString() : null,
      startDateTime: start.toISOString(),
      endDateTime: new Date(start.getTime() + 180 * DAY).toISOString(),
      lastModifiedDateTime: start.toISOString(),
      details: [{ name: 'Summary', value: title }],
      body: { contentType: 'html', content: `<p>${title}.</p>` },
      viewPoint: { isArchived: false, isRead: false, isFavorited: false },
    })
  })
}
