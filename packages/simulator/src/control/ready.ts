import { X509Certificate } from 'node:crypto'
import type { CloudName } from '../clouds.js'
import type { Simulation } from '../simulation.js'
import type { Application, Certificate, Tenant } from '../world/model.js'
import { currentSecret } from './changes.js'

export interface ReadyApp {
  kind: 'singleTenant' | 'partner'
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
}

export interface ReadyTenant {
  id: string
  name: string
  defaultDomain: string
}

/** Everything needed to connect: secrets of simulated apps are no secrets. */
export function readyApps(simulation: Simulation): ReadyApp[] {
  return simulation.world.tenants.flatMap((tenant) =>
    tenant.applications.filter(({ secrets }) => secrets.length > 0).map((application) => readyApp(tenant, application)),
  )
}

export function readyApp(tenant: Tenant, application: Application): ReadyApp {
  const secret = currentSecret(application)
  const [certificate] = application.certificates
  const [federated] = application.federatedCredentials
  return {
    kind: application.audience === 'AzureADMyOrg' ? 'singleTenant' : 'partner',
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
  }
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
  return simulation.world.tenants.map(({ id, name, domains }) => ({ id, name, defaultDomain: defaultDomain(domains) }))
}

export function defaultDomain(domains: Tenant['domains']): string {
  return domains.find(({ isDefault }) => isDefault)?.name ?? ''
}
