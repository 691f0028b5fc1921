import { findAuthentication, type Method, writeAuthentication } from '../../world/authentication.js'
import { kindOf } from '../../world/registration.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { requireUser, userForWrite } from '../user-key.js'
import { plainRules } from './plain-rules.js'
import { userTarget } from './users-write.js'

/** The typed collections, each with its kind of method. */
const COLLECTIONS: Record<string, string> = {
  emailMethods: 'email',
  fido2Methods: 'fido2',
  microsoftAuthenticatorMethods: 'microsoftAuthenticator',
  passwordMethods: 'password',
  phoneMethods: 'phone',
  platformCredentialMethods: 'platformCredential',
  softwareOathMethods: 'softwareOath',
  temporaryAccessPassMethods: 'temporaryAccessPass',
  windowsHelloForBusinessMethods: 'windowsHelloForBusiness',
}

/** The method behind a preference. */
const PREFERRED: Record<string, string> = {
  push: 'microsoftAuthenticator',
  oath: 'softwareOath',
  sms: 'phone',
  voiceMobile: 'phone',
}

/** The methods of the user in the path, as they look now: a pass comes and goes by the clock. */
function methodsOf(call: GraphCall, kind?: string): Method[] {
  const { methods } = findAuthentication(call.tenant, requireUser(call), call.readAt)
  return methods
    .filter((method) => kind === undefined || kindOf(method) === kind)
    .map((method) => current(method, call))
}

function current(method: Method, { now }: GraphCall): Method {
  if (kindOf(method) !== 'temporaryAccessPass') return method
  const start = Date.parse(String(method['startDateTime']))
  const end = start + Number(method['lifetimeInMinutes']) * 60_000
  const reason = now.getTime() < start ? 'NotYetValid' : now.getTime() >= end ? 'Expired' : 'EnabledByPolicy'
  return { ...method, isUsable: reason === 'EnabledByPolicy', methodUsabilityReason: reason }
}

/** In a collection of its own kind a method need not say what it is. */
function untyped(method: Method): Entity {
  const { '@odata.type': _, ...facts } = method
  return facts
}

function one(call: GraphCall, kind?: string): Method | undefined {
  return methodsOf(call, kind).find(({ id }) => id.toLowerCase() === key(call, 1).toLowerCase())
}

/**
 * The method that a user signs in with by default goes last.
 * https://learn.microsoft.com/graph/api/authenticationmethod-delete
 */
function deleteMethod(kind: string) {
  return (call: GraphCall) => {
    const user = userForWrite(call)
    const { methods, preferred } = findAuthentication(call.tenant, user)
    const method = methods.find(
      ({ id, ...rest }) => kindOf(rest) === kind && id.toLowerCase() === key(call, 1).toLowerCase(),
    )
    if (!method) throw new GraphError('methodNotFound')
    const others = methods.filter((other) => other !== method && !['password', 'email'].includes(kindOf(other)))
    const isDefault = PREFERRED[preferred] === kind && methods.filter((other) => kindOf(other) === kind).length === 1
    if (isDefault && others.length > 0) {
      throw new GraphError('invalidQuery', {
        value:
          "This method is the user's default authentication method and cannot be deleted while others are registered.",
      })
    }
    const kept = methods.filter((other) => other !== method)
    writeAuthentication(call.tenant, user, { methods: kept, ...(isDefault ? { preferred: 'none' } : {}) }, call.now)
    noteSecurityInfo(call, 'Admin deleted security info', user)
    return noContent()
  }
}

export function noteSecurityInfo(call: GraphCall, activity: string, user: Entity): void {
  audit(call, {
    activity,
    category: 'UserManagement',
    service: 'Authentication Methods',
    targets: [userTarget(user)],
  })
}

const base = '/users/{id}/authentication'

export const authenticationMethodRooms: Room[] = [
  collection(`${base}/methods`, plainRules('authenticationMethod'), (call) => methodsOf(call)),
  single(`${base}/methods/{id}`, plainRules('authenticationMethod'), (call) => one(call)),
  ...Object.entries(COLLECTIONS).flatMap(([name, kind]): Room[] => [
    collection(`${base}/${name}`, plainRules(`${kind}AuthenticationMethod`), (call) =>
      methodsOf(call, kind).map(untyped),
    ),
    single(`${base}/${name}/{id}`, plainRules(`${kind}AuthenticationMethod`), (call) => {
      const method = one(call, kind)
      return method && untyped(method)
    }),
    ...(kind === 'password'
      ? []
      : [{ method: 'DELETE' as const, path: `${base}/${name}/{id}`, answer: deleteMethod(kind) }]),
  ]),
  {
    method: 'POST',
    path: `${base}/methods/{id}/resetPassword`,
    answer() {
      throw new GraphError('denied')
    },
  },
]
