import { readBody } from '../../odata/body.js'
import { newApplication } from '../../world/apps/applications.js'
import { redirectUrisOf, registrationOf, replaceCertificates, requiredAccessOf } from '../../world/apps/registering.js'
import { mirrorRegistrations, retire } from '../../world/apps/registrations.js'
import { softDelete } from '../../world/deleted-items.js'
import { directoryTime } from '../../world/directory.js'
import { guid } from '../../world/ids.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { holds } from '../holds.js'
import { newId } from '../new-id.js'
import { requireByKey } from '../object-key.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'
import { shown } from '../shown.js'
import { deleteServicePrincipal } from './service-principals-write.js'

const READ_ONLY = [
  'id',
  'appId',
  'createdDateTime',
  'deletedDateTime',
  'publisherDomain',
  'verifiedPublisher',
  'certification',
]

const AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
]

/** The newest state of the application in the call's path; whoever may write only what it owns has to own it. */
export function applicationForWrite(call: GraphCall): Entity {
  const entity = requireByKey(call.tenant.set('applications').view(), key(call))
  const owns = call.tenant.links('applicationOwners').has(entity.id, call.servicePrincipal.id)
  if (!owns && isOwnerOnly(call)) throw new GraphError('denied')
  return entity
}

function isOwnerOnly(call: GraphCall): boolean {
  return !holds(call, 'Application.ReadWrite.All', 'Directory.ReadWrite.All')
}

function validate(body: Record<string, unknown>): void {
  if ('passwordCredentials' in body) {
    throw new GraphError('badRequest', { value: 'Secrets are made by addPassword and removed by removePassword.' })
  }
  if (body['displayName'] === '') {
    throw new GraphError('badRequest', {
      value: "Invalid value specified for property 'displayName' of resource 'Application'.",
    })
  }
  const { signInAudience } = body
  if (signInAudience !== undefined && !AUDIENCES.includes(signInAudience as string)) {
    throw new GraphError('badRequest', {
      value: "Invalid value specified for property 'signInAudience' of resource 'Application'.",
    })
  }
}

function createApplication(call: GraphCall): GraphReply {
  const body = readBody(call, 'application', { required: ['displayName'], readOnly: READ_ONLY })
  validate(body)
  const { tenant } = call
  const id = newId(call, 'applications')
  const facts = { ...body, id, appId: guid(id, 'appId'), createdDateTime: directoryTime(call.now) }
  const entity = tenant.set('applications').create(newApplication(tenant, facts), call.now.getTime())
  keepCredentials(call, entity, body)
  if (isOwnerOnly(call)) tenant.links('applicationOwners').add(id, call.servicePrincipal.id, call.now.getTime())
  note(call, 'Add application', entity)
  return createdReply(call, 'applications', shown(tenant.set('applications').view().get(id) ?? entity, 'application'))
}

function updateApplication(call: GraphCall): GraphReply {
  const entity = applicationForWrite(call)
  const body = readBody(call, 'application', { readOnly: READ_ONLY })
  validate(body)
  const changes = mergeComplex(entity, body)
  call.tenant.set('applications').update(entity.id, changes, call.now.getTime())
  keepCredentials(call, { ...entity, ...changes }, body)
  note(call, 'Update application', entity)
  return noContent()
}

/** Of a complex property such as `web` only what is given changes. */
function mergeComplex(entity: Entity, body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const before = entity[name]
      const merges = isObject(value) && isObject(before)
      return [name, merges ? { ...before, ...value } : value]
    }),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the token endpoint goes by follows the directory's object. */
function keepCredentials(call: GraphCall, entity: Entity, body: Record<string, unknown>): void {
  const application = registrationOf(call.tenant, entity)
  application.displayName = String(entity['displayName'])
  application.requiredAccess = requiredAccessOf(entity['requiredResourceAccess'])
  application.redirectUris = redirectUrisOf(entity['web'])
  application.audience = entity['signInAudience'] === 'AzureADMyOrg' ? 'AzureADMyOrg' : 'AzureADMultipleOrgs'
  if (Array.isArray(body['keyCredentials'])) {
    replaceCertificates(application, body['keyCredentials'] as Record<string, unknown>[], call.now)
  }
  mirrorRegistrations(call.simulation.world, call.tenant, call.now)
}

/** With it goes its service principal here; those in other tenants stay, and get no more tokens. */
function deleteApplication(call: GraphCall): GraphReply {
  const { tenant, now } = call
  const entity = applicationForWrite(call)
  const principal = tenant.set('servicePrincipals').view().find('appId', String(entity['appId']))
  if (principal) deleteServicePrincipal(call, principal)
  retire(tenant, 'applications', entity.id)
  softDelete(tenant, '#microsoft.graph.application', entity.id, now)
  note(call, 'Delete application', entity)
  return noContent()
}

export function note(call: GraphCall, activity: string, { id, displayName }: Entity): void {
  audit(call, {
    activity,
    category: 'ApplicationManagement',
    targets: [{ id, type: 'Application', displayName: String(displayName) }],
  })
}

export const applicationWriteRooms: Room[] = [
  { method: 'POST', path: '/applications', answer: createApplication },
  { method: 'PATCH', path: '/applications/{id}', answer: updateApplication },
  { method: 'DELETE', path: '/applications/{id}', answer: deleteApplication },
]
