import { choose, guid, pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { hasProduct } from './licensed.js'

const DAY = 86_400_000

function domainName({ domains }: Tenant): string {
  return `ad.${domains[0]?.name ?? 'example'}`
}

/** Sensors stand on domain controllers: only a tenant that synchronizes has any. */
export function seedSensors(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'defenderForIdentity') || !tenant.headcount.onPremisesSync) return []
  const issues = seedHealthIssues(tenant).filter((issue) => issue['status'] === 'open')
  return ['DC01', 'DC02'].map((displayName, index) => {
    const open = index === 0 ? issues.length : 0
    return complete('security.sensor', {
      id: guid(tenant.id, 'sensor', displayName),
      displayName,
      domainName: domainName(tenant),
      sensorType: 'domainControllerIntegrated',
      version: '2.249.18945.48517',
      deploymentStatus: open > 0 ? 'outdated' : 'upToDate',
      healthStatus: open > 0 ? 'notHealthyMedium' : 'healthy',
      openHealthIssuesCount: open,
      serviceStatus: 'running',
      createdDateTime: new Date(tenant.begunAt.getTime() - 400 * DAY).toISOString(),
      settings: {
        description: '',
        domainControllerDnsNames: [`${displayName.toLowerCase()}.${domainName(tenant)}`],
        isDelayedDeploymentEnabled: false,
      },
    })
  })
}

export function seedHealthIssues(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'defenderForIdentity') || !tenant.headcount.onPremisesSync) return []
  const status = tenant.good('sensors are healthy') ? 'closed' : 'open'
  const created = new Date(tenant.begunAt.getTime() - 21 * DAY)
  return [
    complete('security.healthIssue', {
      id: guid(tenant.id, 'health issue', 'audit'),
      displayName: 'NTLM Auditing is not enabled',
      description: 'NTLM Auditing is not enabled on the server.',
      healthIssueType: 'sensor',
      issueTypeId: '1027',
      severity: 'medium',
      status,
      createdDateTime: created.toISOString(),
      lastModifiedDateTime: new Date(created.getTime() + DAY).toISOString(),
      domainNames: [domainName(tenant)],
      sensorDNSNames: [`dc01.${domainName(tenant)}`],
      additionalInformation: [],
      recommendations: ['Enable NTLM auditing on the listed servers.'],
      recommendedActionCommands: [],
    }),
  ]
}

const ALERTS = [
  ['Suspicious inbox forwarding rule', 'medium', 'microsoftDefenderForCloudApps', 'Exfiltration', 'T1114.003'],
  ['Unfamiliar sign-in properties', 'high', 'azureAdIdentityProtection', 'InitialAccess', 'T1078.004'],
  [
    'Email messages containing malicious URL removed after delivery',
    'informational',
    'microsoftDefenderForOffice365',
    'InitialAccess',
    'T1566.002',
  ],
  ['Suspicious PowerShell command line', 'medium', 'microsoftDefenderForEndpoint', 'Execution', 'T1059.001'],
] as const

const PRODUCTS: Record<string, [product: string, detection: string]> = {
  microsoftDefenderForCloudApps: ['Microsoft Defender for Cloud Apps', 'cloudAppSecurity'],
  azureAdIdentityProtection: ['Microsoft Entra ID Protection', 'azureAdIdentityProtection'],
  microsoftDefenderForOffice365: ['Microsoft Defender for Office 365', 'microsoftDefenderForOffice365'],
  microsoftDefenderForEndpoint: ['Microsoft Defender for Endpoint', 'microsoftDefenderForEndpoint'],
}

export function seedAlerts(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'advancedHunting')) return []
  const count = tenant.good('few alerts') ? 3 : 14
  return Array.from({ length: count }, (_, index) => alert(tenant, index))
}

function alert(tenant: Tenant, index: number): Entity {
  const seed = [tenant.id, 'alert', index] as const
  const [title, severity, serviceSource, category, technique] = choose(ALERTS, ...seed)
  const [productName = '', detectionSource = ''] = PRODUCTS[serviceSource] ?? []
  const created = new Date(tenant.begunAt.getTime() - pick(30 * 24, ...seed, 'age') * 3_600_000)
  const resolved = pick(2, ...seed, 'resolved') === 0
  const id = `da${guid(...seed)
    .replaceAll('-', '')
    .slice(0, 18)}_${pick(999_999_999, ...seed)}`
  const incidentId = String(100 + index)
  return complete('security.alert', {
    id,
    providerAlertId: id,
    incidentId,
    title,
    severity,
    serviceSource,
    detectionSource,
    productName,
    category,
    categories: [category],
    mitreTechniques: [technique],
    status: resolved ? 'resolved' : 'new',
    classification: resolved ? 'falsePositive' : null,
    determination: resolved ? 'notMalicious' : null,
    investigationState: 'unsupportedAlertType',
    description: `${title} was seen.`,
    recommendedActions: 'Ask the person concerned.',
    tenantId: tenant.id,
    createdDateTime: created.toISOString(),
    firstActivityDateTime: created.toISOString(),
    lastActivityDateTime: created.toISOString(),
    lastUpdateDateTime: created.toISOString(),
    resolvedDateTime: resolved ? new Date(created.getTime() + 7_200_000).toISOString() : null,
    alertWebUrl: `https://security.microsoft.com/alerts/${id}?tid=${tenant.id}`,
    incidentWebUrl: `https://security.microsoft.com/incidents/${incidentId}?tid=${tenant.id}`,
  })
}
