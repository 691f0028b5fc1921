import { readBody } from '../../odata/body.js'
import { parseSelect, project } from '../../odata/select.js'
import { softDelete } from '../../world/deleted-items.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity } from '../../world/model.js'
import type { AuditTarget } from '../../world/audits.js'
import { audit } from '../audit.js'
import { findForWrite } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { idOfReference, readReference } from '../references.js'
import { createdReply, noContent } from '../reply.js'
import type { GraphCall, Room } from '../room.js'
import { requireAbove, requireMayUpdate } from '../user-authority.js'
import { findUser, userForWrite } from '../user-key.js'
import { READ_ONLY, requireCloudMastered, validateUser } from '../user-properties.js'
import { userRules } from './directory-rules.js'

const REQUIRED = ['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName']

/** How the audit log names a user. */
export function userTarget(user: Entity, changes: Record<string, unknown> = {}, before: Entity = user): AuditTarget {
  return {
    id: user.id,
    type: 'User',
    displayName: null,
    userPrincipalName: String(user['userPrincipalName']),
    modifiedProperties: Object.entries(changes).map(([displayName, value]) => ({
      displayName,
      oldValue: JSON.stringify(before[displayName] ?? null),
      newValue: JSON.stringify(value),
    })),
  }
}

/** A new user as the directory keeps it: never with its password. */
export function newUser(call: GraphCall, facts: Record<string, unknown>): Entity {
  return {
    id: newId(call, 'users'),
    businessPhones: [],
    mail: null,
    proxyAddresses: [],
    otherMails: [],
    userType: 'Member',
    onPremisesSyncEnabled: null,
    externalUserState: null,
    assignedLicenses: [],
    signInActivity: null,
    ...facts,
    createdDateTime: directoryTime(call.now),
    lastPasswordChangeDateTime: directoryTime(call.now),
    signInSessionsValidFromDateTime: directoryTime(call.now),
  }
}

function createUser(call: GraphCall) {
  const {
    passwordProfile: _,
    'manager@odata.bind': manager,
    ...facts
  } = readBody(call, 'user', {
    required: REQUIRED,
    readOnly: READ_ONLY,
  })
  validateUser(call.tenant, { ...facts, passwordProfile: _ })
  const managerId = typeof manager === 'string' ? requireManager(call, idOfReference(manager)) : undefined
  const user = newUser(call, facts)
  const at = call.now.getTime()
  call.tenant.set('users').create(user, at)
  if (managerId !== undefined) call.tenant.links('manager').add(user.id, managerId, at)
  audit(call, { activity: 'Add user', category: 'UserManagement', targets: [userTarget(user, facts, { id: user.id })] })
  return createdReply(call, 'users', shown(user))
}

/** What an answer to a write shows of a user. */
export function shown(user: Entity): Record<string, unknown> {
  return project(user, 'user', parseSelect(undefined, 'user', userRules.defaults))
}

function updateUser(call: GraphCall) {
  const user = userForWrite(call)
  const body = readBody(call, 'user', { readOnly: READ_ONLY })
  const names = Object.keys(body)
  requireMayUpdate(call, user, names)
  requireCloudMastered(user, names)
  validateUser(call.tenant, body, user)
  const { passwordProfile, ...changes } = body
  const reset = passwordProfile === undefined ? {} : { lastPasswordChangeDateTime: directoryTime(call.now) }
  call.tenant.set('users').update(user.id, { ...changes, ...reset }, call.now.getTime())
  audit(call, { activity: activityOf(body), category: 'UserManagement', targets: [userTarget(user, changes)] })
  return noContent()
}

function activityOf(body: Record<string, unknown>): string {
  if ('passwordProfile' in body) return 'Reset user password'
  if (body['accountEnabled'] === false) return 'Disable account'
  return body['accountEnabled'] === true ? 'Enable account' : 'Update user'
}

function deleteUser(call: GraphCall) {
  const user = userForWrite(call)
  requireAbove(call, user)
  softDelete(call.tenant, '#microsoft.graph.user', user.id, call.now)
  audit(call, { activity: 'Delete user', category: 'UserManagement', targets: [userTarget(user)] })
  return noContent()
}

function requireManager(call: GraphCall, id: string): string {
  const users = call.tenant.set('users').view()
  const manager = findUser(users, id) ?? findForWrite(call.tenant, id, ['contacts'])?.entity
  if (!manager) throw new GraphError('notFound', { value: id })
  return manager.id
}

function setManager(call: GraphCall) {
  const user = userForWrite(call)
  const manager = readReference(call, ['users', 'contacts']).entity
  if (manager.id === user.id) throw new GraphError('badRequest', { value: 'A user cannot be their own manager.' })
  requireCloudMastered(user, ['manager'])
  replaceManager(call, user, manager.id)
  return noContent()
}

function removeManager(call: GraphCall) {
  const user = userForWrite(call)
  if (call.tenant.links('manager').of(user.id).length === 0) throw new GraphError('notFound', { value: 'manager' })
  requireCloudMastered(user, ['manager'])
  replaceManager(call, user, undefined)
  return noContent()
}

function replaceManager(call: GraphCall, user: Entity, managerId: string | undefined): void {
  const links = call.tenant.links('manager')
  const at = call.now.getTime()
  for (const before of links.of(user.id)) if (before !== managerId) links.remove(user.id, before, at)
  if (managerId !== undefined) links.add(user.id, managerId, at)
  const activity = managerId === undefined ? 'Remove manager' : 'Set user manager'
  audit(call, { activity, category: 'UserManagement', targets: [userTarget(user)] })
}

/** Signs the user out everywhere; access tokens live on. https://learn.microsoft.com/graph/api/user-revokesigninsessions */
function revokeSessions(call: GraphCall) {
  const user = userForWrite(call)
  const changes = { signInSessionsValidFromDateTime: directoryTime(call.now) }
  call.tenant.set('users').update(user.id, changes, call.now.getTime())
  audit(call, {
    activity: 'Update StsRefreshTokenValidFrom Timestamp',
    category: 'UserManagement',
    targets: [userTarget(user)],
  })
  return { '@odata.context': `${call.root}/$metadata#Edm.Boolean`, value: true }
}

export const userWriteRooms: Room[] = [
  { method: 'POST', path: '/users', answer: createUser },
  { method: 'PATCH', path: '/users/{id}', answer: updateUser },
  { method: 'DELETE', path: '/users/{id}', answer: deleteUser },
  { method: 'PUT', path: '/users/{id}/manager/$ref', answer: setManager },
  { method: 'DELETE', path: '/users/{id}/manager/$ref', answer: removeManager },
  { method: 'POST', path: '/users/{id}/revokeSignInSessions', answer: revokeSessions },
]
