import { readBody } from '../../odata/body.js'
import {
  email,
  findAuthentication,
  type Method,
  METHOD_IDS,
  phone,
  writeAuthentication,
} from '../../world/authentication.js'
import { directoryTime } from '../../world/directory.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { kindOf } from '../../world/registration.js'
import { GraphError } from '../graph-error.js'
import { createdReply, noContent } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'
import { requireUser, userForWrite } from '../user-key.js'
import { noteSecurityInfo } from './authentication-methods.js'

const base = '/users/{id}/authentication'

function refuse(value: string): GraphError {
  return new GraphError('invalidQuery', { value })
}

function add(call: GraphCall, user: Entity, method: Method, preferred?: string): void {
  const before = findAuthentication(call.tenant, user)
  const preference = before.preferred === 'none' && preferred !== undefined ? { preferred } : {}
  writeAuthentication(call.tenant, user, { methods: [...before.methods, method], ...preference }, call.now)
  noteSecurityInfo(call, 'Admin registered security info', user)
}

function answer(call: GraphCall, collection: string, method: Method) {
  const { '@odata.type': _, ...shown } = method
  return createdReply(call, `users('${key(call)}')/authentication/${collection}`, shown)
}

/** https://learn.microsoft.com/graph/api/authentication-post-phonemethods */
function addPhone(call: GraphCall) {
  const user = userForWrite(call)
  const { phoneNumber, phoneType } = readBody(call, 'phoneAuthenticationMethod', {
    required: ['phoneNumber', 'phoneType'],
    readOnly: ['id', 'smsSignInState', 'createdDateTime'],
  })
  requirePhoneNumber(phoneNumber)
  const type = phoneType as keyof typeof METHOD_IDS
  const { methods } = findAuthentication(call.tenant, user)
  if (methods.some(({ id }) => id === METHOD_IDS[type])) throw refuse(`The user already has a ${type} phone method.`)
  if (type === 'alternateMobile' && !methods.some(({ id }) => id === METHOD_IDS.mobile)) {
    throw refuse('An alternate mobile phone needs a mobile phone beside it.')
  }
  const method = { ...phone(user, type, String(phoneNumber)), createdDateTime: directoryTime(call.now) }
  add(call, user, method, 'sms')
  return answer(call, 'phoneMethods', method)
}

function requirePhoneNumber(phoneNumber: unknown): void {
  if (typeof phoneNumber === 'string' && /^\+\d{1,4} ?\d{4,14}(x\d+)?$/.test(phoneNumber)) return
  throw refuse('The phone number must have the format +{country code} {number}.')
}

function updateMethod(type: 'phone' | 'email') {
  return (call: GraphCall) => {
    const user = userForWrite(call)
    const { methods } = findAuthentication(call.tenant, user)
    const known = methods.find((method) => kindOf(method) === type && method.id === key(call, 1))
    if (!known) throw new GraphError('methodNotFound')
    const changes = readBody(call, `${type}AuthenticationMethod`, { readOnly: ['smsSignInState', 'createdDateTime'] })
    if (type === 'phone' && changes['phoneNumber'] !== undefined) requirePhoneNumber(changes['phoneNumber'])
    const changed = { ...known, ...changes, id: known.id }
    writeAuthentication(
      call.tenant,
      user,
      { methods: methods.map((method) => (method === known ? changed : method)) },
      call.now,
    )
    noteSecurityInfo(call, 'Admin updated security info', user)
    const { '@odata.type': _, ...shown } = changed
    return {
      '@odata.context': `${call.root}/$metadata#users('${key(call)}')/authentication/${type}Methods/$entity`,
      ...shown,
    }
  }
}

function addEmail(call: GraphCall) {
  const user = userForWrite(call)
  const { emailAddress } = readBody(call, 'emailAuthenticationMethod', { required: ['emailAddress'] })
  const { methods } = findAuthentication(call.tenant, user)
  if (methods.some((method) => kindOf(method) === 'email')) throw refuse('The user already has an email method.')
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(emailAddress))) throw refuse('The email address is not valid.')
  const method = { ...email(user, String(emailAddress)), createdDateTime: directoryTime(call.now) }
  add(call, user, method)
  return answer(call, 'emailMethods', method)
}

/** The value of a pass is in this answer and nowhere else. https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods */
function addPass(call: GraphCall) {
  const user = userForWrite(call)
  const wanted = readBody(call, 'temporaryAccessPassAuthenticationMethod', {
    readOnly: ['id', 'createdDateTime', 'isUsable', 'methodUsabilityReason', 'temporaryAccessPass'],
  })
  const policy = passPolicy(call.tenant)
  if (policy['state'] !== 'enabled')
    throw refuse('Temporary Access Pass cannot be added to a user: it is not enabled by policy.')
  if (user['userType'] === 'Guest') throw refuse('Temporary Access Pass cannot be added to an external guest user.')
  const { methods } = findAuthentication(call.tenant, user)
  if (methods.some((method) => kindOf(method) === 'temporaryAccessPass')) {
    throw refuse('Temporary Access Pass cannot be added to a user that has one already.')
  }
  const lifetime = Number(wanted['lifetimeInMinutes'] ?? policy['defaultLifetimeInMinutes'])
  const [least, most] = [Number(policy['minimumLifetimeInMinutes']), Number(policy['maximumLifetimeInMinutes'])]
  if (lifetime < least || lifetime > most) {
    throw refuse(`The lifetime of a Temporary Access Pass must be between ${least} and ${most} minutes.`)
  }
  const isUsableOnce = wanted['isUsableOnce'] ?? policy['isUsableOnce'] ?? false
  if (policy['isUsableOnce'] === true && isUsableOnce === false) {
    throw refuse('A Temporary Access Pass must be usable once, by policy.')
  }
  const { startDateTime = directoryTime(call.now) } = wanted as { startDateTime?: string }
  const untilStart = Date.parse(startDateTime) - call.now.getTime()
  if (untilStart < -60_000) throw refuse('startDateTime cannot be in the past.')
  const id = guid(user.id, 'pass', call.tenant.set('authentications').journal.last)
  const method: Method = {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
    id,
    createdDateTime: directoryTime(call.now),
    isUsable: untilStart <= 0,
    isUsableOnce,
    lifetimeInMinutes: lifetime,
    methodUsabilityReason: untilStart <= 0 ? 'EnabledByPolicy' : 'NotYetValid',
    startDateTime,
    temporaryAccessPass: null,
  }
  add(call, user, method)
  return answer(call, 'temporaryAccessPassMethods', { ...method, temporaryAccessPass: passValue(id) })
}

/** Eight characters without those that look alike. */
function passValue(id: string): string {
  return Buffer.from(guid(id, 'value'))
    .toString('base64')
    .replace(/[^A-HJ-NP-Za-km-z2-9]/g, '')
    .slice(0, 8)
}

function passPolicy(tenant: Tenant): Record<string, unknown> {
  const [policy] = tenant.set('authenticationMethodsPolicy').view()
  const configurations = (policy?.['authenticationMethodConfigurations'] ?? []) as Entity[]
  return configurations.find(({ id }) => id === 'TemporaryAccessPass') ?? {}
}

/** https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta: MFA switched on for single users. */
function readRequirements(call: GraphCall) {
  const { perUserMfaState } = findAuthentication(call.tenant, requireUser(call), call.readAt)
  return {
    '@odata.context': `${call.root}/$metadata#users('${key(call)}')/authentication/requirements`,
    perUserMfaState,
  }
}

function updateRequirements(call: GraphCall) {
  const user = userForWrite(call)
  const { perUserMfaState } = readBody(call, 'strongAuthenticationRequirements', { required: ['perUserMfaState'] })
  const state = perUserMfaState as 'disabled' | 'enabled' | 'enforced'
  writeAuthentication(call.tenant, user, { perUserMfaState: state }, call.now)
  noteSecurityInfo(call, 'Update per-user multifactor authentication state', user)
  return noContent()
}

function readPreferences(call: GraphCall) {
  const { preferred } = findAuthentication(call.tenant, requireUser(call), call.readAt)
  return {
    '@odata.context': `${call.root}/$metadata#users('${key(call)}')/authentication/signInPreferences`,
    isSystemPreferredAuthenticationMethodEnabled: call.tenant.good('the strongest method is preferred'),
    userPreferredMethodForSecondaryAuthentication: preferred === 'none' ? null : preferred,
  }
}

export const authenticationRegistrationRooms: Room[] = [
  { method: 'POST', path: `${base}/phoneMethods`, answer: addPhone },
  { method: 'PATCH', path: `${base}/phoneMethods/{id}`, answer: updateMethod('phone') },
  { method: 'POST', path: `${base}/emailMethods`, answer: addEmail },
  { method: 'PATCH', path: `${base}/emailMethods/{id}`, answer: updateMethod('email') },
  { method: 'POST', path: `${base}/temporaryAccessPassMethods`, answer: addPass },
  { path: `${base}/requirements`, versions: ['beta'], answer: readRequirements },
  { method: 'PATCH', path: `${base}/requirements`, versions: ['beta'], answer: updateRequirements },
  { path: `${base}/signInPreferences`, versions: ['beta'], answer: readPreferences },
]
