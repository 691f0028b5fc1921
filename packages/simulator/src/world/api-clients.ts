import { servicePrincipalOf } from './consent.js'
import { guid, secretValue } from './ids.js'
import type { Application, Tenant } from './model.js'

const DAY = 86_400_000

/** What a partner's CIPP knows of an app registration that calls it. */
export interface ApiClient {
  key: string
  role: string | undefined
  /** Addresses it may call from; any without one. */
  ipRanges: readonly string[]
  enabled: boolean
  /** Whether App Service Authentication was told of it: "Save Azure Configuration" was pressed. */
  saved: boolean
}

interface Plan {
  key: string
  role?: string
  ipRanges?: readonly string[]
  enabled?: false
  saved?: false
  identifierUri?: false
}

/** As they are found at partners, the bad ones too. */
const PLANS: readonly Plan[] = [
  { key: 'editor', role: 'editor' },
  { key: 'readonly', role: 'readonly' },
  { key: 'admin', role: 'admin' },
  { key: 'custom-role', role: 'onboarding' },
  { key: 'some-tenants', role: 'some-tenants' },
  { key: 'no-role' },
  { key: 'ip-restricted', role: 'editor', ipRanges: ['203.0.113.0/24', '2001:db8:7::/48'] },
  { key: 'disabled', role: 'editor', enabled: false },
  { key: 'not-saved', role: 'editor', saved: false },
  { key: 'no-identifier-uri', role: 'editor', identifierUri: false },
]

/** Registers the API clients of a partner's CIPP in its tenant. */
export function registerApiClients(partner: Tenant, now: Date): void {
  for (const plan of PLANS) {
    const application = registration(partner, plan, now)
    partner.applications.push(application)
    servicePrincipalOf(partner, application, application.createdAt)
  }
}

function registration(partner: Tenant, plan: Plan, now: Date): Application {
  const seed = [partner.id, 'api-client', plan.key] as const
  const appId = guid(...seed)
  const createdAt = new Date(now.getTime() - 25 * DAY)
  return {
    id: guid(...seed, 'object'),
    appId,
    displayName: `CIPP API ${plan.key}`,
    homeTenantId: partner.id,
    audience: 'AzureADMyOrg',
    createdAt,
    secrets: [
      {
        keyId: guid(...seed, 'secret'),
        value: secretValue(...seed, 'secret', 1),
        displayName: 'API client',
        startsAt: createdAt,
        endsAt: new Date(now.getTime() + 340 * DAY),
      },
    ],
    secretsMade: 1,
    certificates: [],
    federatedCredentials: [],
    requiredAccess: [],
    redirectUris: [],
    ...(plan.identifierUri === false ? {} : { identifierUri: `api://${appId}` }),
    apiClient: {
      key: plan.key,
      role: plan.role,
      ipRanges: plan.ipRanges ?? [],
      enabled: plan.enabled ?? true,
      saved: plan.saved ?? true,
    },
  }
}
