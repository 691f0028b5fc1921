import { createHash } from 'node:crypto'

/** Of each hundred objects of a tenant, so many are of which resource. */
const MIX = { users: 80, servicePrincipals: 18, policies: 2 }

/** Objects of a tenant as Graph writes them: people, apps and policies, `count` in all. The same at every run. */
export function objectsOf(count) {
  return Object.fromEntries(
    Object.entries(MIX).map(([name, percent]) => [
      name,
      Array.from({ length: (count * percent) / 100 }, (_, index) => makers[name](index)),
    ]),
  )
}

const makers = {
  users: (n) => ({
    id: guid('user', n),
    displayName: `${word(n)} ${word(n * 7)}`,
    userPrincipalName: `${word(n)}.${word(n * 7)}${n}@contoso.example`,
    accountEnabled: true,
    createdDateTime: '2023-04-01T08:00:00Z',
    userType: 'Member',
    onPremisesImmutableId: guid('anchor', n),
    onPremisesSyncEnabled: true,
    assignedLicenses: [
      { skuId: guid('sku', n % 3), disabledPlans: [guid('plan', n % 5), guid('plan', n % 7)] },
      { skuId: guid('sku', 3 + (n % 3)), disabledPlans: [] },
    ],
  }),
  servicePrincipals: (n) => ({
    id: guid('principal', n),
    appId: guid('app', n),
    displayName: `${word(n)} ${word(n * 3)} service`,
    accountEnabled: true,
    appOwnerOrganizationId: guid('owner', n % 9),
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMultipleOrgs',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp', 'HideApp'],
    replyUrls: [`https://${word(n)}.example/callback`, `https://${word(n)}.example/silent`],
    servicePrincipalNames: [guid('app', n), `https://${word(n)}.example`],
    keyCredentials: [
      { keyId: guid('key', n), type: 'AsymmetricX509Cert', usage: 'Verify', endDateTime: '2027-01-01T00:00:00Z' },
    ],
    passwordCredentials: [{ keyId: guid('secret', n), hint: 'abc', endDateTime: '2026-12-24T00:00:00Z' }],
    appRoles: [{ id: guid('role', n), value: 'Data.Read', displayName: 'Read data', isEnabled: true }],
    oauth2PermissionScopes: [{ id: guid('scope', n), value: 'user_impersonation', type: 'User', isEnabled: true }],
  }),
  policies: (n) => ({
    id: guid('policy', n),
    displayName: `CA${String(n).padStart(3, '0')} ${word(n)}`,
    state: 'enabled',
    createdDateTime: '2024-02-01T08:00:00Z',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'], excludeApplications: [guid('app', n), guid('app', n + 1)] },
      users: {
        includeUsers: ['All'],
        excludeUsers: [guid('user', n), guid('user', n + 1), guid('user', n + 2)],
        excludeGroups: [guid('group', n)],
        includeRoles: Array.from({ length: 12 }, (_, role) => guid('template', role)),
      },
      locations: { includeLocations: ['All'], excludeLocations: [guid('location', n % 4)] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: [], termsOfUse: [] },
    sessionControls: { signInFrequency: { value: 12, type: 'hours', isEnabled: true } },
  }),
}

/** An id that says nothing, as ids do: it does not compress. */
function guid(kind, n) {
  const hash = createHash('md5').update(`${kind} ${n}`).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function word(n) {
  return createHash('md5')
    .update(`word ${n % 997}`)
    .digest('base64url')
    .replaceAll(/[^a-z]/gi, '')
    .slice(0, 8)
}
