import { X509Certificate } from 'node:crypto'
import type { Simulation } from '../simulation.js'
import type { CloudName } from '../clouds.js'
import type { Application, Tenant } from '../world/model.js'
import { findServicePrincipal } from '../world/consent.js'
import { hasPremium } from '../world/licences.js'
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

function readyApp(tenant: Tenant, application: Application): ReadyApp {
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
    ...(certificate
      ? {
          certificate: {
            pem: certificate.pem,
            privateKey: certificate.privateKeyPem,
            thumbprint: new X509Certificate(certificate.pem).fingerprint.replaceAll(':', ''),
            thumbprintSha256: new X509Certificate(certificate.pem).fingerprint256.replaceAll(':', ''),
          },
        }
      : {}),
    ...(federated
      ? { federated: { issuer: federated.issuer, subject: federated.subject, audience: federated.audience } }
      : {}),
  }
}

export function readyTenants(simulation: Simulation): ReadyTenant[] {
  return simulation.world.tenants.map(({ id, name, domains }) => ({
    id,
    name,
    defaultDomain: domains.find(({ isDefault }) => isDefault)?.name ?? '',
  }))
}

/** The world at a glance. */
export function describeState(simulation: Simulation) {
  const { world, clock, faults } = simulation
  return {
    scenario: world.scenario.name,
    description: world.scenario.description,
    now: clock.now().toISOString(),
    faults: faults.list(),
    apps: readyApps(simulation),
    tenants: world.tenants.map((tenant) => ({
      id: tenant.id,
      name: tenant.name,
      defaultDomain: tenant.domains.find(({ isDefault }) => isDefault)?.name ?? '',
      cloud: tenant.cloud,
      deleted: tenant.deleted,
      partner: tenant.isPartner,
      premium: (['P1', 'P2'] as const).filter((feature) => hasPremium(tenant, feature)),
      propagation: tenant.propagation,
      apps: appIds(tenant).map((appId) => describeApp(simulation, tenant, appId)),
    })),
  }
}

function appIds(tenant: Tenant): string[] {
  const here = [...tenant.applications, ...tenant.servicePrincipals].map(({ appId }) => appId)
  return [...new Set([...here, ...tenant.removedAppIds])]
}

function describeApp(simulation: Simulation, tenant: Tenant, appId: string) {
  const application = simulation.world.findApplication(appId)
  const principal = findServicePrincipal(tenant, appId)
  const now = simulation.clock.now()
  return {
    clientId: appId,
    name: application?.displayName ?? appId,
    servicePrincipal: principal ? (principal.enabled ? 'enabled' : 'disabled') : 'removed',
    granted: principal?.grants.filter((grant) => grant.inTokensAt <= now).map(({ role }) => role) ?? [],
    propagating: principal?.grants.filter((grant) => grant.honouredAt > now).map(({ role }) => role) ?? [],
    redirectUris: application?.redirectUris ?? [],
  }
}
