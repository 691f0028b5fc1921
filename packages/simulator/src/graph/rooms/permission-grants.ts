import { readBody } from '../../odata/body.js'
import { deltaRoom } from '../../odata/delta-room.js'
import { propertyNames } from '../../odata/types.js'
import { opaqueId } from '../../world/apps/grants.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { entityForWrite } from '../entity-for-write.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { requireByKey } from '../object-key.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'

const GRANT = 'oAuth2PermissionGrant'
const grantRules = { type: GRANT, defaults: propertyNames(GRANT), defaultPage: 100, maxPage: 999, directory: true }

const CLASSIFICATION = 'delegatedPermissionClassification'
const classificationRules = {
  type: CLASSIFICATION,
  defaults: propertyNames(CLASSIFICATION),
  defaultPage: 100,
  maxPage: 999,
}

const grants = (call: GraphCall) => call.list('oauth2PermissionGrants')

function bad(value: string): GraphError {
  return new GraphError('badRequest', { value })
}

function createGrant(call: GraphCall): GraphReply {
  const body = readBody(call, GRANT, { required: ['clientId', 'consentType', 'resourceId', 'scope'], readOnly: ['id'] })
  const { clientId, consentType, resourceId } = body
  const principalId = typeof body['principalId'] === 'string' ? body['principalId'] : null
  if (consentType !== 'AllPrincipals' && consentType !== 'Principal') {
    throw bad("Invalid value specified for property 'consentType' of resource 'OAuth2PermissionGrant'.")
  }
  if ((consentType === 'Principal') !== (principalId !== null)) {
    throw bad("Property 'principalId' must be set when consentType is 'Principal', and only then.")
  }
  const principals = call.tenant.set('servicePrincipals').view()
  for (const id of [clientId, resourceId]) {
    if (!principals.get(String(id))) throw new GraphError('notFound', { value: String(id) })
  }
  if (principalId !== null && !call.tenant.set('users').view().get(principalId)) {
    throw new GraphError('notFound', { value: principalId })
  }
  const isSame = (other: Entity) =>
    other['clientId'] === clientId &&
    other['resourceId'] === resourceId &&
    (other['principalId'] ?? null) === principalId
  if ([...call.tenant.set('oauth2PermissionGrants').view()].some(isSame)) {
    throw new GraphError('sameKey', { value: 'Permission entry already exists.' })
  }
  const id = opaqueId(newId(call, 'oauth2PermissionGrants'))
  const entity = call.tenant.set('oauth2PermissionGrants').create({ ...body, principalId, id }, call.now.getTime())
  note(call, 'Add delegated permission grant', entity)
  return createdReply(call, 'oauth2PermissionGrants', shown(entity, GRANT))
}

function updateGrant(call: GraphCall): GraphReply {
  const grant = entityForWrite(call, 'oauth2PermissionGrants')
  const body = readBody(call, GRANT, { readOnly: ['id', 'clientId', 'consentType', 'principalId', 'resourceId'] })
  call.tenant.set('oauth2PermissionGrants').update(grant.id, body, call.now.getTime())
  note(call, 'Update delegated permission grant', grant)
  return noContent()
}

function deleteGrant(call: GraphCall): GraphReply {
  const grant = entityForWrite(call, 'oauth2PermissionGrants')
  call.tenant.set('oauth2PermissionGrants').remove(grant.id, call.now.getTime())
  note(call, 'Remove delegated permission grant', grant)
  return noContent()
}

function note(call: GraphCall, activity: string, grant: Entity): void {
  audit(call, {
    activity,
    category: 'ApplicationManagement',
    targets: [
      { id: String(grant['resourceId']), type: 'ServicePrincipal' },
      { id: String(grant['clientId']), type: 'ServicePrincipal' },
    ],
  })
}

function ofClient(call: GraphCall): Entity[] {
  const { id } = requireByKey(call.read('servicePrincipals'), key(call))
  return [...grants(call)].filter(({ clientId }) => clientId === id)
}

function classifications(call: GraphCall): Entity[] {
  const { id } = requireByKey(call.read('servicePrincipals'), key(call))
  return [...call.list('delegatedPermissionClassifications')].filter(
    ({ servicePrincipalId }) => servicePrincipalId === id,
  )
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-delegatedpermissionclassifications */
function createClassification(call: GraphCall): GraphReply {
  const principal = requireByKey(call.tenant.set('servicePrincipals').view(), key(call))
  const body = readBody(call, CLASSIFICATION, { required: ['permissionId', 'classification'], readOnly: ['id'] })
  const scopes = principal['oauth2PermissionScopes'] as { id: string; value: string }[]
  const scope = scopes.find(({ id }) => id === body['permissionId'])
  if (!scope) throw bad('The permission being classified was not found on the application.')
  const set = call.tenant.set('delegatedPermissionClassifications')
  const others = [...set.view()].filter(({ servicePrincipalId }) => servicePrincipalId === principal.id)
  if (others.some(({ permissionId }) => permissionId === scope.id)) {
    throw new GraphError('sameKey', { value: 'The permission is classified already.' })
  }
  const id = opaqueId(newId(call, 'delegatedPermissionClassifications'))
  const facts = { permissionName: scope.value, ...body, id, servicePrincipalId: principal.id }
  const entity = set.create(facts, call.now.getTime())
  const context = `servicePrincipals('${principal.id}')/delegatedPermissionClassifications`
  return createdReply(call, context, shown(entity, CLASSIFICATION))
}

function deleteClassification(call: GraphCall): GraphReply {
  const principal = requireByKey(call.tenant.set('servicePrincipals').view(), key(call))
  const set = call.tenant.set('delegatedPermissionClassifications')
  const found = set.view().get(key(call, 1))
  if (found?.['servicePrincipalId'] !== principal.id) throw new GraphError('notFound', { value: key(call, 1) })
  set.remove(found.id, call.now.getTime())
  return noContent()
}

const CLASSIFICATIONS = '/servicePrincipals/{id}/delegatedPermissionClassifications'

export const permissionGrantRooms: Room[] = [
  collection('/oauth2PermissionGrants', grantRules, grants),
  deltaRoom('/oauth2PermissionGrants/delta', { set: 'oauth2PermissionGrants', rules: grantRules }),
  single('/oauth2PermissionGrants/{id}', grantRules, (call) => call.read('oauth2PermissionGrants').get(key(call))),
  { method: 'POST', path: '/oauth2PermissionGrants', answer: createGrant },
  { method: 'PATCH', path: '/oauth2PermissionGrants/{id}', answer: updateGrant },
  { method: 'DELETE', path: '/oauth2PermissionGrants/{id}', answer: deleteGrant },
  collection('/servicePrincipals/{id}/oauth2PermissionGrants', grantRules, ofClient, {
    context: 'oauth2PermissionGrants',
  }),
  collection(CLASSIFICATIONS, classificationRules, classifications),
  { method: 'POST', path: CLASSIFICATIONS, answer: createClassification },
  { method: 'DELETE', path: `${CLASSIFICATIONS}/{classificationId}`, answer: deleteClassification },
]
