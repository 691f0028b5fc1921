import type { ConnectionSetup } from '@tenantry/core'
import type { ReadyApp, Simulator } from '@tenantry/simulator'

export type CredentialId = 'clientSecret' | 'clientCertificate' | 'federatedCredential'

/** Every permission set that only reads Microsoft Graph, but for the one that is wider than any feature. */
export const READ_SETS = [
  'users',
  'groups',
  'licences',
  'apps',
  'secureScore',
  'policies',
  'roles',
  'signIns',
  'mfa',
  'risk',
  'serviceHealth',
  'sharepoint',
  'applications',
  'directorySettings',
  'auditLog',
  'accessReviews',
  'licenceUse',
  'tenantSettings',
  'intune',
  'identityDefender',
  'hunting',
]

export function findApp(simulator: Simulator, kind: ReadyApp['kind'], tenantName?: string): ReadyApp {
  const app = simulator.apps.find(
    (candidate) => candidate.kind === kind && (tenantName === undefined || candidate.tenantName === tenantName),
  )
  if (!app) throw new Error(`The scenario has no ${kind} app ${tenantName ?? ''}`)
  return app
}

/** A credential of a simulated app, as the connect form would hand it over. */
export function credentialOf(app: ReadyApp, kind: CredentialId): ConnectionSetup['credential'] {
  switch (kind) {
    case 'clientSecret':
      return { kind, values: { clientSecret: app.clientSecret } }
    case 'clientCertificate':
      return { kind, values: { certificate: app.certificate?.pem, privateKey: app.certificate?.privateKey } }
    default:
      return { kind, values: { tokenName: 'entra-token' } }
  }
}

/** The app of one company, with every feature that reads switched on. */
export function readingSetup(simulator: Simulator, tenantName?: string): ConnectionSetup {
  const app = findApp(simulator, 'singleTenant', tenantName)
  return {
    kind: 'singleTenantApp',
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: credentialOf(app, 'clientSecret'),
    sets: [...READ_SETS, 'directory'],
  }
}

/** Every permission set that only reads other services than Microsoft Graph. */
export const SERVICE_SETS = ['exchangeSettings', 'purview', 'sharepointAdmin', 'teams']
