import { X509Certificate } from 'node:crypto'
import { cippInstances } from '../cipp/instance.js'
import type { CloudName } from '../clouds.js'
import type { Simulation } from '../simulation.js'
import { defaultDomain } from '../world/domain-names.js'
import type { Application, Certificate, Tenant } from '../world/model.js'
import { currentSecret } from './changes.js'

export interface ReadyApp {
  /** `cipp`: it calls the partner's CIPP. */
  kind: 'singleTenant' | 'partner' | 'cipp'
  tenantId: string
  clientId: string
  clientSecret: string
  name: string
  tenantName: string
  cloud: CloudName
  secretId: string
  secretExpires: string
  certificate?: { pem: string; privateKey: string; thumbprint: string; thumbprintSha256: string }
  federated?: { issuer: string; subject: string; audience: string }
  /** Of kind `cipp`: what is special about it. */
  client?: string
  /** Of kind `cipp`: the address that a person would enter. */
  baseUrl?: string
}

export interface ReadyTenant {
  id: string
  name: string
  defaultDomain: string
}

/** Everything needed to connect: secrets of simulated apps are no secrets. */
export function readyApps(simulation: Simulation): ReadyApp[] {
  const apps = simulation.world.tenants.flatMap((tenant) =>
    tenant.applications.filter(({ secrets }) => secrets.length > 0).map((application) => readyApp(tenant, application)),
  )
  const isClient = ({ kind }: ReadyApp) => kind === 'cipp'
  const instances = cippInstances(simulation.world)
  const addressed = apps.filter(isClient).flatMap((app) => {
    const instance = instances.find(({ partner }) => partner.id === app.tenantId)
    return instance ? [{ ...app, baseUrl: `https://${instance.apiHost}` }] : []
  })
  return [...apps.filter((app) => !isClient(app)), ...addressed]
}

export function readyApp(tenant: Tenant, application: Application): ReadyApp {
  const secret = currentSecret(application)
  const [certificate] = application.certificates
  const [federated] = application.federatedCredentials
  return {
    kind: kindOf(application),
    tenantId: tenant.id,
    clientId: application.appId,
    clientSecret: secret.value,
    name: application.displayName,
    tenantName: tenant.name,
    cloud: tenant.cloud,
    secretId: secret.keyId,
    secretExpires: secret.endsAt.toISOString(),
    ...(certificate ? { certificate: readyCertificate(certificate) } : {}),
    ...(federated
      ? { federated: { issuer: federated.issuer, subject: federated.subject, audience: federated.audience } }
      : {}),
    ...(application.apiClient ? { client: application.apiClient.key } : {}),
  }
}

function kindOf({ apiClient, audience }: Application): ReadyApp['kind'] {
  if (apiClient) return 'cipp'
  return audience === 'AzureADMyOrg' ? 'singleTenant' : 'partner'
}

function readyCertificate({ pem, privateKeyPem }: Certificate) {
  const { fingerprint, fingerprint256 } = new X509Certificate(pem)
  return {
    pem,
    privateKey: privateKeyPem,
    thumbprint: fingerprint.replaceAll(':', ''),
    thumbprintSha256: fingerprint256.replaceAll(':', ''),
  }
}

export function readyTenants(simulation: Simulation): ReadyTenant[] {
  return simulation.world.tenants.map((tenant) => ({
    id: tenant.id,
    name: tenant.name,
    defaultDomain: defaultDomain(tenant),
  }))
}
