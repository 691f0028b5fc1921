import type { ConnectionKind } from '@tenantry/core'
import { partnerConfig, singleTenantConfig } from './config.js'
import { partnerGuide, singleTenantGuide } from './guides/guides.js'

const credentials = ['federatedCredential', 'clientCertificate', 'clientSecret']
const binds = ['tenantId', 'clientId', 'cloud']

export const connectionKinds: readonly ConnectionKind[] = [
  {
    id: 'singleTenantApp',
    name: 'One tenant',
    description: 'A company connects its own Microsoft 365 tenant with an app registered in it.',
    config: singleTenantConfig,
    binds,
    credentials,
    guide: singleTenantGuide,
    simulatedApp: 'singleTenant',
  },
  {
    id: 'partnerApp',
    name: 'Partner tenant',
    description:
      'A managed service provider connects its partner tenant with a multi-tenant app, to reach its customers’ tenants.',
    config: partnerConfig,
    binds,
    credentials,
    guide: partnerGuide,
    simulatedApp: 'partner',
  },
]
