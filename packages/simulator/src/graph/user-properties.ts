import type { Entity, Tenant } from '../world/model.js'
import { GraphError } from './graph-error.js'

/** https://learn.microsoft.com/graph/api/resources/user#properties */
const LONGEST: Record<string, number> = {
  city: 128,
  companyName: 64,
  country: 128,
  department: 64,
  displayName: 256,
  employeeId: 16,
  givenName: 64,
  jobTitle: 128,
  mailNickname: 64,
  mobilePhone: 64,
  officeLocation: 128,
  postalCode: 40,
  state: 128,
  streetAddress: 1024,
  surname: 64,
  userPrincipalName: 113,
}

/** Kept on premises while the directory synchronizes; the cloud may write only the rest. */
const CLOUD_MASTERED = [
  'ageGroup',
  'consentProvidedForMinor',
  'employeeLeaveDateTime',
  'otherMails',
  'passwordPolicies',
  'preferredDataLocation',
  'usageLocation',
  'userType',
]

/** Kept by SharePoint, which apps cannot write. */
const PROFILE = [
  'aboutMe',
  'birthday',
  'hireDate',
  'interests',
  'mySite',
  'pastProjects',
  'preferredName',
  'responsibilities',
  'schools',
  'skills',
]

export const READ_ONLY = [
  'id',
  'assignedLicenses',
  'assignedPlans',
  'createdDateTime',
  'creationType',
  'deletedDateTime',
  'externalUserStateChangeDateTime',
  'imAddresses',
  'lastPasswordChangeDateTime',
  'licenseAssignmentStates',
  'onPremisesDistinguishedName',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'onPremisesUserPrincipalName',
  'provisionedPlans',
  'proxyAddresses',
  'securityIdentifier',
  'signInActivity',
  'signInSessionsValidFromDateTime',
]

/** Refuses values that the directory would not keep. */
export function validateUser(tenant: Tenant, body: Record<string, unknown>, user?: Entity): void {
  for (const [name, value] of Object.entries(body)) {
    if (PROFILE.includes(name)) throw new GraphError('denied')
    if (value === '') throw invalid(name)
    if (typeof value === 'string' && value.length > (LONGEST[name] ?? Infinity)) throw invalid(name)
  }
  for (const name of ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName', 'passwordProfile']) {
    if (body[name] === null) throw invalid(name)
  }
  const { usageLocation, userType, mailNickname, userPrincipalName, passwordProfile } = body
  if (typeof usageLocation === 'string' && !/^[A-Za-z]{2}$/.test(usageLocation)) throw invalid('usageLocation')
  if (userType !== undefined && userType !== 'Member' && userType !== 'Guest') throw invalid('userType')
  if (typeof mailNickname === 'string') validateMailNickname(tenant, mailNickname, user)
  if (typeof userPrincipalName === 'string') validatePrincipalName(tenant, userPrincipalName, user)
  if (passwordProfile !== undefined) {
    validatePassword(passwordProfile, String(userPrincipalName ?? user?.['userPrincipalName']), user === undefined)
  }
}

/** https://learn.microsoft.com/graph/api/user-update: a synchronized user is changed where it comes from. */
export function requireCloudMastered(user: Entity, properties: readonly string[]): void {
  if (user['onPremisesSyncEnabled'] !== true) return
  if (properties.every((name) => CLOUD_MASTERED.includes(name))) return
  throw new GraphError('badRequest', {
    value:
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  })
}

function validateMailNickname(tenant: Tenant, mailNickname: string, user: Entity | undefined): void {
  if (/[@()\\[\]";:<>, ]/.test(mailNickname)) throw invalid('mailNickname')
  requireUnique(tenant, 'mailNickname', mailNickname, user)
}

function validatePrincipalName(tenant: Tenant, name: string, user: Entity | undefined): void {
  const [local = '', domain = '', ...more] = name.split('@')
  if (more.length > 0 || !/^[A-Za-z0-9'._!#^~-]{1,64}$/.test(local) || /^\.|\.$/.test(local)) {
    throw new GraphError('badRequest', { value: 'Property userPrincipalName is invalid.' })
  }
  if (!tenant.domains.some((verified) => verified.name.toLowerCase() === domain.toLowerCase())) {
    throw new GraphError('badRequest', {
      value:
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    })
  }
  requireUnique(tenant, 'userPrincipalName', name, user)
}

export function requireUnique(tenant: Tenant, property: string, value: string, user?: Entity): void {
  const other = tenant.set('users').view().find(property, value)
  if (!other || other.id === user?.id) return
  throw new GraphError('badRequest', {
    value: `Another object with the same value for property ${property} already exists.`,
  })
}

/** https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad-combined-policy */
function validatePassword(profile: unknown, userPrincipalName: string, isNew: boolean): void {
  const { password } = profile as { password?: unknown }
  if (password === undefined || password === null) {
    if (isNew)
      throw new GraphError('badRequest', {
        value: "A value is required for property 'passwordProfile' of resource 'User'.",
      })
    return
  }
  const text = typeof password === 'string' ? password : ''
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length
  const [local = ''] = userPrincipalName.toLowerCase().split('@')
  const common = /^(p[a@]ssw[o0]rd|welcome|qwerty|admin|changeme|letmein)/i.test(text)
  if (text.length < 8 || text.length > 256 || kinds < 3 || common || text.toLowerCase().includes(local)) {
    throw new GraphError('badRequest', {
      value:
        'The specified password does not comply with password complexity requirements. Please provide a different password.',
    })
  }
}

function invalid(name: string): GraphError {
  return new GraphError('badRequest', { value: `Invalid value specified for property '${name}' of resource 'User'.` })
}
