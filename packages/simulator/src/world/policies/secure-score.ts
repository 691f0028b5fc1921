import { readData } from '../../data.js'
import { guid, pick } from '../ids.js'
import { hasExchange, hasPremium, hasSharePoint } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { hasProduct, type Product } from './licensed.js'

const DAY = 86_400_000
const KEPT_DAYS = 90

type Need = 'P1' | 'P2' | 'E5' | 'sync' | 'exchange' | 'sharepoint' | Product

interface Control {
  id: string
  title: string
  category: string
  maxScore: number
  service: string
  tier: string
  cost: string
  impact: string
  threats: string[]
  /** The setting that it looks at. */
  setting: string
  needs: Need | null
  remediation: string
}

const controls = readData('secure-score-controls.json') as Control[]

const VENDOR = { provider: 'SecureScore', providerVersion: null, subProvider: null, vendor: 'Microsoft' }

/** How a tenant did at a control over time. */
interface ControlRecord {
  control: Control
  policyId: string
  good: boolean
  /** What it gets for what is done halfway. */
  share: number
  /** How many days before the world began it became good, or ceased to be. */
  changed: number
}

const records = new WeakMap<Tenant, ControlRecord[]>()

/** Of everything there is to score; what the tenant's products cannot do is left out later. */
function recordsOf(tenant: Tenant): ControlRecord[] {
  let found = records.get(tenant)
  if (!found) {
    found = controls.map((control): ControlRecord => {
      const good = tenant.good(control.setting)
      const worse = pick(12, tenant.id, control.id, 'worse') === 0 ? 30 : Infinity
      return {
        control,
        policyId: guid(tenant.id, 'conditional access', control.setting),
        good,
        share: pick(5, tenant.id, control.id, 'share') / 10,
        changed: good ? 20 + pick(400, tenant.id, control.id, 'improved') : worse,
      }
    })
    records.set(tenant, found)
  }
  return found.filter(({ control: { needs } }) => needs === null || meets(tenant, needs))
}

function meets(tenant: Tenant, need: Need): boolean {
  switch (need) {
    case 'P1':
    case 'P2':
      return hasPremium(tenant, need)
    case 'E5':
      return hasProduct(tenant, 'insiderRisk')
    case 'sync':
      return tenant.headcount.onPremisesSync
    case 'exchange':
      return hasExchange(tenant)
    case 'sharepoint':
      return hasSharePoint(tenant)
    default:
      return hasProduct(tenant, need)
  }
}

/** One score a day, newest first. https://learn.microsoft.com/graph/api/resources/securescore */
export function secureScores(tenant: Tenant, now: Date): Entity[] {
  const { last } = tenant.set('conditionalAccessPolicies').journal
  const state = [now.toISOString().slice(0, 10), last, [...tenant.lapsed].join(), tenant.purchases.length].join('|')
  const known = reckoned.get(tenant)
  if (known?.state === state) return known.scores
  const scores = reckon(tenant, now)
  reckoned.set(tenant, { state, scores })
  return scores
}

/** The scores of a day stay the same until something happens that they depend on. */
const reckoned = new WeakMap<Tenant, { state: string; scores: Entity[] }>()

function reckon(tenant: Tenant, now: Date): Entity[] {
  const scored = recordsOf(tenant)
  const maxScore = scored.reduce((sum, { control }) => sum + control.maxScore, 0)
  const people = tenant.headcount.users
  return Array.from({ length: KEPT_DAYS }, (_, age) => {
    const day = new Date(now.getTime() - age * DAY)
    const date = day.toISOString().slice(0, 10)
    const controlScores = scored.map((record) =>
      controlScore(record, date, age === 0 ? isMetNow(tenant, record) : wasMet(tenant, record, day)),
    )
    return {
      id: `${tenant.id}_${date}`,
      azureTenantId: tenant.id,
      createdDateTime: `${date}T00:00:00Z`,
      activeUserCount: Math.round(people * 0.92),
      licensedUserCount: people,
      currentScore: rounded(controlScores.reduce((sum, { score }) => sum + score, 0)),
      maxScore,
      enabledServices: enabledServices(tenant),
      averageComparativeScores: [
        { basis: 'AllTenants', averageScore: 46.2 },
        { basis: 'TotalSeats', averageScore: 51.7, SeatLowerLimit: '101', SeatUpperLimit: '500' },
      ],
      controlScores,
      vendorInformation: VENDOR,
    }
  })
}

/** The type is open: beside what is declared, controls have keys of their own. */
function controlScore({ control, share }: ControlRecord, date: string, met: boolean) {
  const reached = met ? 1 : share
  return {
    controlCategory: control.category,
    controlName: control.id,
    description: `<p>${control.remediation}</p>`,
    score: rounded(control.maxScore * reached),
    source: control.service,
    IsEnforced: met ? 'true' : 'false',
    scoreInPercentage: rounded(reached * 100),
    lastSynced: `${date}T00:00:00Z`,
    implementationStatus: met ? 'Done.' : 'There is something left to do.',
  }
}

/** What is good was made so one day; a few things were better once. */
function wasMet(tenant: Tenant, { good, changed }: ControlRecord, day: Date): boolean {
  const daysBefore = (tenant.begunAt.getTime() - day.getTime()) / DAY
  return good ? daysBefore < changed : daysBefore > changed
}

/** A rule of Conditional Access that was switched off counts no longer. */
function isMetNow(tenant: Tenant, { good, policyId }: ControlRecord): boolean {
  const policies = tenant.set('conditionalAccessPolicies')
  if (!good || policies.seed.indexOf(policyId) === undefined) return good
  return policies.view().get(policyId)?.['state'] === 'enabled'
}

function enabledServices(tenant: Tenant): string[] {
  return [
    ...(hasPremium(tenant, 'P1') ? ['HasAADP1'] : []),
    ...(hasPremium(tenant, 'P2') ? ['HasAADP2'] : []),
    ...(hasExchange(tenant) ? ['HasExchange'] : []),
    ...(hasSharePoint(tenant) ? ['HasSharePoint'] : []),
    ...(hasProduct(tenant, 'intune') ? ['HasIntune'] : []),
  ]
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

export function seedControlProfiles(tenant: Tenant): Entity[] {
  return recordsOf(tenant).map(({ control }, index) =>
    complete('secureScoreControlProfile', {
      id: control.id,
      azureTenantId: tenant.id,
      title: control.title,
      actionType: 'Config',
      actionUrl: `https://security.microsoft.com/securescore?viewid=actions&id=${control.id}`,
      complianceInformation: [],
      controlCategory: control.category,
      controlStateUpdates: [{ assignedTo: '', comment: '', state: 'Default', updatedBy: '', updatedDateTime: null }],
      deprecated: false,
      implementationCost: control.cost,
      lastModifiedDateTime: null,
      maxScore: control.maxScore,
      rank: index + 1,
      remediation: `<p>${control.remediation}</p>`,
      remediationImpact: `<p>The impact on people is ${control.impact.toLowerCase()}.</p>`,
      service: control.service,
      threats: control.threats,
      tier: control.tier,
      userImpact: control.impact,
      vendorInformation: VENDOR,
    }),
  )
}
