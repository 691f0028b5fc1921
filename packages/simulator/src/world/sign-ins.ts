import { guid, pick } from './ids.js'
import type { Entity, Tenant } from './model.js'
import { secondText } from './people/times.js'

const HOUR = 3_600_000
const KEPT = 30 * 24 * HOUR

/** So many people's sign-ins are told one by one; of a larger company it would only be more of the same. */
const PEOPLE = 1000

const APPS = [
  { appDisplayName: 'Office 365 Exchange Online', appId: '00000002-0000-0ff1-ce00-000000000000' },
  { appDisplayName: 'Microsoft Teams', appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' },
  { appDisplayName: 'Office 365 SharePoint Online', appId: '00000003-0000-0ff1-ce00-000000000000' },
  { appDisplayName: 'Azure Portal', appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c' },
]

const FAILURES = [
  { errorCode: 50126, failureReason: 'Error validating credentials due to invalid username or password.' },
  { errorCode: 50053, failureReason: 'Account is locked because user tried to sign in too many times.' },
  { errorCode: 53003, failureReason: 'Access has been blocked by Conditional Access policies.' },
]

const SUCCESS = { errorCode: 0, failureReason: 'Other.' }

/** What the sign-in log holds as the world begins, newest first; it agrees with everybody's sign-in activity. */
export function seedSignIns(tenant: Tenant): Entity[] {
  const { seed } = tenant.set('users')
  const users = Array.from({ length: Math.min(seed.size, PEOPLE) }, (_, index) => seed.at(index))
  const all = users.flatMap((user) => signInsOf(tenant, user))
  return all.sort((a, b) => String(b['createdDateTime']).localeCompare(String(a['createdDateTime'])))
}

function signInsOf(tenant: Tenant, user: Entity): Entity[] {
  const activity = user['signInActivity'] as Record<string, string> | null | undefined
  if (!activity) return []
  const last = Date.parse(String(activity['lastSignInDateTime']))
  const events = [
    signIn(tenant, user, { id: String(activity['lastSignInRequestId']), at: last, nth: 0, interactive: true }),
  ]
  for (let nth = 1; nth <= pick(4, user.id, 'sign-ins'); nth++) {
    const at = last - nth * (5 + pick(40, user.id, 'between', nth)) * HOUR
    events.push(signIn(tenant, user, { id: guid(user.id, 'sign-in', nth), at, nth, interactive: nth % 3 !== 0 }))
  }
  return events.filter(({ createdDateTime }) => Date.parse(String(createdDateTime)) > tenant.begunAt.getTime() - KEPT)
}

function signIn(
  tenant: Tenant,
  user: Entity,
  { id, at, nth, interactive }: { id: string; at: number; nth: number; interactive: boolean },
): Entity {
  const app = APPS[pick(APPS.length, id, 'app')] as (typeof APPS)[number]
  const failed = nth > 0 && pick(12, id, 'failed') === 0
  const status = failed ? (FAILURES[pick(FAILURES.length, id, 'failure')] as (typeof FAILURES)[number]) : SUCCESS
  const legacy = nth > 0 && !tenant.good('legacy authentication is blocked') && pick(25, id, 'legacy') === 0
  return {
    id,
    ...app,
    appliedConditionalAccessPolicies: [],
    clientAppUsed: legacy ? 'IMAP4' : 'Browser',
    conditionalAccessStatus: status.errorCode === 53003 ? 'failure' : 'success',
    correlationId: guid(id, 'correlation'),
    createdDateTime: secondText(at),
    deviceDetail: {
      browser: legacy ? '' : 'Edge 141.0.0',
      deviceId: '',
      displayName: '',
      isCompliant: false,
      isManaged: false,
      operatingSystem: 'Windows10',
      trustType: '',
    },
    homeTenantId: tenant.id,
    ipAddress: `192.0.2.${1 + pick(250, user.id, 'address')}`,
    isInteractive: interactive,
    location: {
      city: '',
      countryOrRegion: user['usageLocation'] ?? tenant.country,
      geoCoordinates: { altitude: null, latitude: null, longitude: null },
      state: '',
    },
    resourceDisplayName: app.appDisplayName,
    resourceId: app.appId,
    resourceTenantId: tenant.id,
    riskDetail: 'none',
    riskEventTypes: [],
    riskEventTypes_v2: [],
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    signInEventTypes: [interactive ? 'interactiveUser' : 'nonInteractiveUser'],
    status: { additionalDetails: failed ? null : 'MFA requirement satisfied by claim in the token', ...status },
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    userDisplayName: user['displayName'],
    userId: user.id,
    userPrincipalName: String(user['userPrincipalName']).toLowerCase(),
  }
}
