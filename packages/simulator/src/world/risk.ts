import { directoryTime } from './directory.js'
import { choose, guid, pick } from './ids.js'
import type { Entity, Posture, Tenant } from './model.js'

const DAY = 86_400_000

/** So many people are looked at for risks. */
const PEOPLE = 800

/** Of a thousand people, how many are at risk. */
const RATE: Record<Posture, number> = { excellent: 8, good: 18, fair: 40, poor: 70 }

const KINDS = ['unfamiliarFeatures', 'anonymizedIPAddress', 'unlikelyTravel', 'leakedCredentials', 'maliciousIPAddress']

/** The risks that a person's sign-ins have met. */
interface Risk {
  user: Entity
  level: 'low' | 'medium' | 'high'
  at: Date
  kinds: string[]
}

function risksOf(tenant: Tenant): Risk[] {
  const { seed } = tenant.set('users')
  const risks: Risk[] = []
  for (let index = 0; index < Math.min(seed.size, PEOPLE); index++) {
    const user = seed.at(index)
    if (pick(1000, user.id, 'risk') >= RATE[tenant.posture] || user['userType'] === 'Guest') continue
    risks.push({
      user,
      level: choose(['low', 'medium', 'medium', 'high'] as const, user.id, 'risk level'),
      at: new Date(tenant.begunAt.getTime() - (1 + pick(60, user.id, 'risk age')) * DAY),
      kinds: Array.from({ length: 1 + pick(2, user.id, 'risks') }, (_, nth) =>
        choose(KINDS, user.id, 'risk kind', nth),
      ),
    })
  }
  return risks
}

export function seedRiskyUsers(tenant: Tenant): Entity[] {
  return risksOf(tenant).map(({ user, level, at, kinds }) => {
    const facts = { riskDetail: 'none', riskLevel: level, riskState: 'atRisk' }
    return riskyUser(user, facts, at, [historyItem(user, facts, at, kinds, null)])
  })
}

export function riskyUser(
  user: Entity,
  facts: { riskDetail: string; riskLevel: string; riskState: string },
  at: Date,
  history: Entity[],
): Entity {
  return {
    id: user.id,
    isDeleted: false,
    isProcessing: false,
    ...facts,
    riskLastUpdatedDateTime: directoryTime(at),
    userDisplayName: user['displayName'],
    userPrincipalName: user['userPrincipalName'],
    history,
  }
}

export function historyItem(
  user: Entity,
  facts: { riskDetail: string; riskLevel: string; riskState: string },
  at: Date,
  riskEventTypes: readonly string[],
  initiatedBy: string | null,
): Entity {
  const { history: _, ...shown } = riskyUser(user, facts, at, [])
  return {
    ...shown,
    id: `${user.id}${at.getTime()}`,
    userId: user.id,
    initiatedBy,
    activity: { detail: facts.riskDetail, riskEventTypes },
  }
}

export function seedRiskDetections(tenant: Tenant): Entity[] {
  return risksOf(tenant).flatMap(({ user, level, at, kinds }) =>
    kinds.map((riskEventType, nth): Entity => {
      const offline = riskEventType === 'leakedCredentials'
      return {
        id: guid(user.id, 'detection', nth).replaceAll('-', ''),
        activity: offline ? 'user' : 'signin',
        activityDateTime: directoryTime(at),
        additionalInfo: '[{"Key":"userAgent","Value":"Mozilla/5.0"}]',
        correlationId: guid(user.id, 'detection', nth, 'correlation'),
        detectedDateTime: directoryTime(at),
        detectionTimingType: offline ? 'offline' : 'realtime',
        ipAddress: offline ? null : `198.51.100.${1 + pick(250, user.id, nth)}`,
        lastUpdatedDateTime: directoryTime(at),
        location: offline
          ? null
          : {
              city: 'Lisbon',
              countryOrRegion: 'PT',
              state: 'Lisboa',
              geoCoordinates: { altitude: null, latitude: 38.72, longitude: -9.14 },
            },
        requestId: offline ? null : guid(user.id, 'detection', nth, 'request'),
        riskDetail: 'none',
        riskEventType,
        riskLevel: level,
        riskState: 'atRisk',
        source: 'IdentityProtection',
        tokenIssuerType: 'AzureAD',
        userDisplayName: user['displayName'],
        userId: user.id,
        userPrincipalName: user['userPrincipalName'],
      }
    }),
  )
}
