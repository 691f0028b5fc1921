import { X509Certificate } from 'node:crypto'
import { isGuid } from '../../entra/tenants.js'
import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import type { Application, Entity } from '../../world/model.js'
import { resourceApis } from '../../world/resources.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const applicationRules = {
  type: 'application',
  defaults: propertyNames('application'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

/** A registration as its home tenant sees it; of a secret only the hint is ever shown. */
function entity(application: Application, tenantDomain: string | undefined): Entity {
  return {
    id: application.id,
    appId: application.appId,
    createdDateTime: directoryTime(application.createdAt),
    displayName: application.displayName,
    identifierUris: [],
    publisherDomain: tenantDomain,
    signInAudience: application.audience,
    passwordCredentials: application.secrets.map((secret) => ({
      customKeyIdentifier: null,
      displayName: secret.displayName,
      endDateTime: directoryTime(secret.endsAt),
      hint: secret.value.slice(0, 3),
      keyId: secret.keyId,
      secretText: null,
      startDateTime: directoryTime(secret.startsAt),
    })),
    keyCredentials: application.certificates.map((certificate) => ({
      customKeyIdentifier: Buffer.from(
        new X509Certificate(certificate.pem).fingerprint.replaceAll(':', ''),
        'hex',
      ).toString('base64'),
      displayName: certificate.displayName,
      endDateTime: directoryTime(certificate.endsAt),
      key: null,
      keyId: certificate.keyId,
      startDateTime: directoryTime(certificate.startsAt),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    })),
    requiredResourceAccess: application.requiredAccess.map(({ resourceAppId, roles }) => ({
      resourceAppId,
      resourceAccess: roles.map((role) => ({
        id: resourceApis.find(({ appId }) => appId === resourceAppId)?.appRoles.get(role),
        type: 'Role',
      })),
    })),
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: application.redirectUris,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
  }
}

function applications({ tenant }: GraphCall): Entity[] {
  return tenant.applications.map((application) => entity(application, tenant.domains[0]?.name))
}

/** By object id or `(appId='…')`. */
function find(call: GraphCall): Entity | undefined {
  const wanted = key(call).toLowerCase()
  const appId = /^appid=(.*)$/.exec(wanted)?.[1]
  if (appId === undefined && !isGuid(wanted)) {
    throw new GraphError('badRequest', { value: `Invalid object identifier '${key(call)}'.` })
  }
  return applications(call).find((found) => (appId === undefined ? found.id === wanted : found['appId'] === appId))
}

export const applicationRooms: Room[] = [
  collection('/applications', applicationRules, applications, { units: 2 }),
  single('/applications/{id}', applicationRules, find),
]
