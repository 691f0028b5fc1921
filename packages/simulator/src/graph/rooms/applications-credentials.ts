import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { addSecret, federatedCredential, registrationOf } from '../../world/apps/registering.js'
import { mirrorRegistrations, passwordCredential } from '../../world/apps/registrations.js'
import { guid } from '../../world/ids.js'
import type { Application, Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { requireByKey } from '../object-key.js'
import { createdReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'
import { applicationForWrite, note } from './applications-write.js'

/** Changes the registration of the call's application, and shows it in the directory. */
function change<T>(call: GraphCall, write: (application: Application) => T): T {
  const entity = applicationForWrite(call)
  const result = write(registrationOf(call.tenant, entity))
  mirrorRegistrations(call.simulation.world, call.tenant, call.now)
  note(call, 'Update application – Certificates and secrets management', entity)
  return result
}

/** The one time that a secret is shown. */
function addPassword(call: GraphCall) {
  const given = (call.body()['passwordCredential'] ?? {}) as Parameters<typeof addSecret>[1]
  const secret = change(call, (application) => addSecret(application, given, call.now))
  return {
    '@odata.context': `${call.root}/$metadata#microsoft.graph.passwordCredential`,
    ...passwordCredential(secret),
    secretText: secret.value,
  }
}

function removePassword(call: GraphCall) {
  const { keyId } = call.body()
  change(call, (application) => {
    if (!application.secrets.some((secret) => secret.keyId === keyId)) {
      throw new GraphError('badRequest', { value: `No password credential found with keyId '${String(keyId)}'.` })
    }
    application.secrets = application.secrets.filter((secret) => secret.keyId !== keyId)
  })
  return noContent()
}

const TYPE = 'federatedIdentityCredential'
const rules = { type: TYPE, defaults: propertyNames(TYPE), defaultPage: 100, maxPage: 999 }

function credentials(call: GraphCall): Entity[] {
  const { id } = requireByKey(call.read('applications'), key(call))
  return [...call.list('federatedIdentityCredentials')].filter(({ applicationId }) => applicationId === id)
}

/** By id or by name. */
function find(list: readonly Entity[], wanted: string): Entity | undefined {
  const name = /^name=(.*)$/s.exec(wanted)?.[1] ?? wanted
  return list.find((credential) => credential.id === wanted || credential['name'] === name)
}

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations: twenty, each once. */
function createFederated(call: GraphCall) {
  const body = readBody(call, TYPE, { required: ['audiences', 'issuer', 'name', 'subject'], readOnly: ['id'] })
  const id = change(call, (application) => {
    const others = application.federatedCredentials
    refuseClash(others, body)
    if (others.length >= 20) {
      throw new GraphError('badRequest', { value: 'An application takes at most 20 federated identity credentials.' })
    }
    const made = guid(application.id, TYPE, call.now.getTime(), others.length)
    others.push(federatedCredential(made, body))
    return made
  })
  const entity = call.tenant.set('federatedIdentityCredentials').view().get(id) as Entity
  return createdReply(call, `applications('${key(call)}')/federatedIdentityCredentials`, shown(entity, TYPE))
}

function refuseClash(
  others: readonly { name: string; issuer: string; subject: string }[],
  body: Record<string, unknown>,
): void {
  if (others.some((other) => other.name === body['name'])) {
    throw new GraphError('sameKey', {
      value: `FederatedIdentityCredential with name ${String(body['name'])} already exists.`,
    })
  }
  if (others.some((other) => other.issuer === body['issuer'] && other.subject === body['subject'])) {
    throw new GraphError('sameKey', {
      value: 'A credential with this combination of issuer and subject already exists.',
    })
  }
}

function updateFederated(call: GraphCall) {
  const body = readBody(call, TYPE, { readOnly: ['id', 'name'] })
  change(call, (application) => {
    const credential = application.federatedCredentials.find(({ id, name }) => [id, name].includes(key(call, 1)))
    if (!credential) throw new GraphError('notFound', { value: key(call, 1) })
    const before = { ...credential, audiences: [credential.audience] }
    Object.assign(credential, federatedCredential(credential.id, { ...before, ...body }))
  })
  return noContent()
}

function deleteFederated(call: GraphCall) {
  change(call, (application) => {
    const others = application.federatedCredentials.filter(({ id, name }) => ![id, name].includes(key(call, 1)))
    if (others.length === application.federatedCredentials.length) {
      throw new GraphError('notFound', { value: key(call, 1) })
    }
    application.federatedCredentials = others
  })
  return noContent()
}

const FEDERATED = '/applications/{id}/federatedIdentityCredentials'

export const applicationCredentialRooms: Room[] = [
  { method: 'POST', path: '/applications/{id}/addPassword', answer: addPassword },
  { method: 'POST', path: '/applications/{id}/removePassword', answer: removePassword },
  collection(FEDERATED, rules, credentials),
  single(`${FEDERATED}/{credentialId}`, rules, (call) => find(credentials(call), key(call, 1)), {
    context: 'applications/federatedIdentityCredentials/$entity',
  }),
  { method: 'POST', path: FEDERATED, answer: createFederated },
  { method: 'PATCH', path: `${FEDERATED}/{credentialId}`, answer: updateFederated },
  { method: 'DELETE', path: `${FEDERATED}/{credentialId}`, answer: deleteFederated },
]
