import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { hasProduct } from './licensed.js'

const LABELS = [
  ['Public', 'Meant for everyone', false, '#13A10E'],
  ['General', 'For everyone who works here', false, '#0078D4'],
  ['Confidential', 'For those who need it', true, '#FF8C00'],
  ['Highly Confidential', 'Harm would be great', true, '#D13438'],
] as const

/** Labels that are published; none where nobody set them up. */
export function seedSensitivityLabels(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'informationProtection') || !tenant.good('sensitivity labels are published')) return []
  return LABELS.map(([name, tooltip, hasProtection, color], index) => ({
    id: guid(tenant.id, 'sensitivity label', name),
    name,
    description: tooltip,
    tooltip,
    color,
    sensitivity: index,
    isActive: true,
    isAppliable: true,
    hasProtection,
    contentFormats: ['file', 'email'],
    parent: null,
  }))
}

const STORE = [
  ['Planner', 'com.microsoft.teamspace.tab.planner'],
  ['Power BI', '1c4340de-2a85-40e5-8eb0-4f295368978b'],
  ['Approvals', '7c316234-ded0-4f95-8a83-8453d0876592'],
] as const

/** The organization's catalogue: apps of the store, and its own. */
export function seedTeamsApps(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'teams')) return []
  const app = (id: string, displayName: string, distributionMethod: string, externalId: string | null) =>
    complete('teamsApp', { id, displayName, distributionMethod, externalId })
  const own = tenant.headcount.users > 80 ? ['Intranet', 'Lunch menu'] : []
  return [
    ...STORE.map(([name, id]) => app(id, name, 'store', null)),
    ...own.map((name) =>
      app(guid(tenant.id, 'teams app', name), name, 'organization', guid(tenant.id, 'manifest', name)),
    ),
  ]
}
