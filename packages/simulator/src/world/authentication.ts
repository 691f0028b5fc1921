import type { Seed } from '../store/seed.js'
import { directoryTime } from './directory.js'
import { guid, pick } from './ids.js'
import type { Entity, Posture, Tenant } from './model.js'

/** A way to prove who one is, as Graph lists it. */
export type Method = Entity & { '@odata.type': string }

/** How a user signs in: kept beside the directory, one for each user. */
export type Authentication = Entity & {
  methods: Method[]
  perUserMfaState: 'disabled' | 'enabled' | 'enforced'
  /** What they would rather use, as `userDefaultAuthenticationMethod` names it. */
  preferred: string
}

/** https://learn.microsoft.com/graph/api/resources/passwordauthenticationmethod: these ids are the same for everyone. */
export const METHOD_IDS = {
  password: '28c10230-6103-485e-b985-444c60001490',
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
} as const

/** Of a hundred people, how many have registered a second factor, and how many of those one that cannot be phished. */
const REGISTERED: Record<Posture, [number, number]> = {
  excellent: [98, 60],
  good: [88, 25],
  fair: [62, 8],
  poor: [31, 2],
}

const DAY = 86_400_000
const KEYS = [
  { model: 'YubiKey 5 NFC', aaGuid: 'cb69481e-8ff7-4039-93ec-0a2729a154a8' },
  { model: 'Microsoft Authenticator', aaGuid: 'de1e552d-db1d-4423-a619-566b625cdc84' },
]

/** Everybody's authentication as the world began: it follows from the user, and is made when asked for. */
export function seedAuthentications(tenant: Tenant): Seed {
  const users = tenant.set('users').seed
  return {
    size: users.size,
    indexOf: (id) => users.indexOf(id),
    at: (index) => authenticationOf(tenant, users.at(index)),
  }
}

/** A user's authentication: as written, as the world began with it, or that of somebody new. */
export function findAuthentication(tenant: Tenant, user: Entity, asOf?: number): Authentication {
  const known = tenant.set('authentications').view(asOf).get(user.id)
  return (known as Authentication | undefined) ?? newAuthentication(user)
}

export function writeAuthentication(
  tenant: Tenant,
  user: Entity,
  changes: Partial<Omit<Authentication, 'id'>>,
  at: Date,
): void {
  const set = tenant.set('authentications')
  if (!set.view().get(user.id)) set.create(newAuthentication(user), at.getTime())
  set.update(user.id, changes, at.getTime())
}

function newAuthentication(user: Entity): Authentication {
  return { id: user.id, methods: [password(user)], perUserMfaState: 'disabled', preferred: 'none' }
}

function authenticationOf(tenant: Tenant, user: Entity): Authentication {
  const plain = newAuthentication(user)
  if (user['userType'] === 'Guest') return { ...plain, methods: [] }
  const [registered, strong] = REGISTERED[tenant.posture]
  const draw = (about: string) => pick(100, user.id, 'authentication', about)
  const perUser = tenant.good('per-user MFA is retired') ? 0 : 10
  const perUserMfaState = draw('per-user') < perUser ? (draw('state') < 50 ? 'enabled' : 'enforced') : 'disabled'
  if (draw('registered') >= registered) return { ...plain, perUserMfaState }
  const byPhone = draw('phone') < (tenant.good('few rely on text messages') ? 15 : 55)
  const strongMethods = draw('strong') < strong ? [passkey(user), ...windowsHello(tenant, user)] : []
  const app = byPhone && draw('both') < 60 ? [] : [authenticator(user)]
  return {
    ...plain,
    methods: [
      ...plain.methods,
      ...(byPhone ? [phone(user, 'mobile', `+1 202555${String(1000 + pick(9000, user.id, 'number'))}`)] : []),
      ...app,
      ...(draw('token') < 6 ? [softwareToken(user)] : []),
      ...(draw('email') < 10 ? [email(user, `${String(user['mailNickname'])}@personal.example`)] : []),
      ...strongMethods,
    ],
    perUserMfaState,
    preferred: app.length > 0 ? 'push' : 'sms',
  }
}

function method(type: string, id: string, user: Entity, facts: Record<string, unknown>): Method {
  return {
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id,
    createdDateTime: createdAt(user, type),
    ...facts,
  }
}

/** Some while after the account was made. */
function createdAt(user: Entity, type: string): string {
  const created = Date.parse(String(user['createdDateTime']))
  return directoryTime(new Date(created + pick(20, user.id, type, 'created') * DAY))
}

function password(user: Entity): Method {
  const changed = user['lastPasswordChangeDateTime'] ?? user['createdDateTime']
  return method('password', METHOD_IDS.password, user, { password: null, createdDateTime: changed })
}

export function phone(user: Entity, phoneType: keyof typeof METHOD_IDS, phoneNumber: string): Method {
  return method('phone', METHOD_IDS[phoneType], user, { phoneNumber, phoneType, smsSignInState: 'notEnabled' })
}

export function email(user: Entity, emailAddress: string): Method {
  return method('email', METHOD_IDS.email, user, { emailAddress })
}

function authenticator(user: Entity): Method {
  const iPhone = pick(2, user.id, 'device') === 0
  return method('microsoftAuthenticator', guid(user.id, 'authenticator'), user, {
    displayName: iPhone ? 'iPhone 15' : 'Pixel 8',
    deviceTag: 'SoftwareTokenActivated',
    phoneAppVersion: iPhone ? '6.8.31' : '6.2509.5903',
  })
}

function softwareToken(user: Entity): Method {
  return method('softwareOath', guid(user.id, 'token'), user, { secretKey: null })
}

function passkey(user: Entity): Method {
  const { model, aaGuid } = KEYS[pick(KEYS.length, user.id, 'key')] as (typeof KEYS)[number]
  return method('fido2', Buffer.from(guid(user.id, 'passkey')).toString('base64url'), user, {
    aaGuid,
    attestationCertificates: [],
    attestationLevel: 'attested',
    displayName: model,
    model,
    passkeyType: 'deviceBound',
  })
}

function windowsHello(tenant: Tenant, user: Entity): Method[] {
  if (!tenant.good('Windows Hello for Business is rolled out')) return []
  return [
    method('windowsHelloForBusiness', guid(user.id, 'hello'), user, {
      displayName: `PC-${user.id.slice(0, 6).toUpperCase()}`,
      keyStrength: 'normal',
    }),
  ]
}
