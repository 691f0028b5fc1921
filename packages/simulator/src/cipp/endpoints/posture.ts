import type { DnsType } from '../../dns/records.js'
import { resolve } from '../../dns/resolve.js'
import { stateOf } from '../../world/delegated-administration.js'
import { defaultDomain } from '../../world/domain-names.js'
import { findSku } from '../../world/licences.js'
import { mailDomainsOf } from '../../world/mail-domains.js'
import type { Relationship } from '../../world/model.js'
import { roleTemplateId } from '../../world/roles.js'
import type { HttpReply } from '../../http/exchange.js'
import { type CippCall, type Endpoint, ok, results } from '../call.js'
import { GraphRefusal } from '../deploy-app.js'
import { readAll } from '../graph.js'
import type { Managed } from '../managed-tenants.js'
import { notManaged } from './exchange-request.js'

const BPA = 'The Best Practice Analyser has been deprecated and is replaced by tests and standards.'

/** What Graph says of one tenant, or the first tenant that comes to mind. */
function ofTenant(permission: string, answer: (call: CippCall, managed: Managed) => unknown): Endpoint {
  return {
    permission,
    answer(call): HttpReply {
      const filter = call.query('tenantFilter') ?? ''
      const managed = call.findTenant(filter)
      if (!managed) return { status: 403, body: [notManaged(call, filter)] }
      try {
        return ok(answer(call, managed))
      } catch (error) {
        if (error instanceof GraphRefusal) return { status: 403, body: [error.message] }
        throw error
      }
    },
  }
}

const graphRows = (call: CippCall, { tenant }: Managed, path: string, query = '') =>
  readAll(call, tenant, 'v1.0', path, query).rows as Record<string, unknown>[]

function mfaUsers(call: CippCall, managed: Managed) {
  return graphRows(call, managed, 'reports/authenticationMethods/userRegistrationDetails').map((row) => ({
    Tenant: defaultDomain(managed.tenant),
    ID: row['id'],
    UPN: row['userPrincipalName'],
    DisplayName: row['userDisplayName'],
    MFARegistration: row['isMfaRegistered'],
    MFACapable: row['isMfaCapable'],
    MFAMethods: row['methodsRegistered'],
    IsAdmin: row['isAdmin'],
  }))
}

function licences(call: CippCall, managed: Managed) {
  return graphRows(call, managed, 'subscribedSkus').map((sku) => ({
    Tenant: defaultDomain(managed.tenant),
    License: findSku(String(sku['skuPartNumber'])).name,
    skuId: sku['skuId'],
    CountUsed: String(sku['consumedUnits']),
    TotalLicenses: String((sku['prepaidUnits'] as { enabled: number }).enabled),
    CountAvailable: String((sku['prepaidUnits'] as { enabled: number }).enabled - Number(sku['consumedUnits'])),
  }))
}

function inactive(call: CippCall, managed: Managed) {
  const before = call.now.getTime() - 90 * 86_400_000
  const query = '$select=id,displayName,userPrincipalName,accountEnabled,signInActivity'
  return graphRows(call, managed, 'users', query)
    .map((user) => ({ user, at: (user['signInActivity'] as Record<string, string> | null)?.['lastSignInDateTime'] }))
    .filter(({ at }) => at === undefined || at === null || Date.parse(at) < before)
    .map(({ user, at }) => ({
      tenantId: managed.tenant.id,
      tenantDisplayName: managed.tenant.name,
      azureAdUserId: user['id'],
      userPrincipalName: user['userPrincipalName'],
      displayName: user['displayName'],
      lastSignInDateTime: at ?? null,
    }))
}

function oauthApps(call: CippCall, managed: Managed) {
  const principals = new Map(graphRows(call, managed, 'servicePrincipals', '$top=999').map((row) => [row['id'], row]))
  return graphRows(call, managed, 'oauth2PermissionGrants').map((grant) => ({
    Tenant: defaultDomain(managed.tenant),
    Name: principals.get(grant['clientId'])?.['displayName'] ?? grant['clientId'],
    ApplicationID: principals.get(grant['clientId'])?.['appId'] ?? null,
    ObjectID: grant['clientId'],
    Scope: String(grant['scope']).trim().split(' ').join(', '),
  }))
}

/** What last night's look at the domains found. */
function analysed(call: CippCall) {
  return call.tenants().flatMap(({ tenant }) =>
    mailDomainsOf(tenant)
      .filter(({ isInitial }) => !isInitial)
      .map(({ name, spf, dmarc, dkim, host }) => ({
        Tenant: defaultDomain(tenant),
        TenantId: tenant.id,
        Domain: name,
        MailProvider: host === 'google' ? 'Google' : 'Microsoft 365',
        ActualSPFRecord: spf[0] ?? null,
        SPFPassAll: spf.length === 1 && spf[0]?.endsWith(' -all') === true,
        DMARCFullPolicy: dmarc ?? null,
        DMARCPresent: dmarc !== undefined,
        DMARCActionPolicy: /p=(\w+)/.exec(dmarc ?? '')?.[1] ?? null,
        DKIMEnabled: dkim.enabled,
        DNSSECPresent: host === 'exchangeWithDane',
      })),
  )
}

const DOMAIN_READS: Record<string, { type: DnsType; name: (domain: string) => string }> = {
  ReadMXRecord: { type: 'MX', name: (domain) => domain },
  ReadSpfRecord: { type: 'TXT', name: (domain) => domain },
  ReadDmarcPolicy: { type: 'TXT', name: (domain) => `_dmarc.${domain}` },
  ReadDkimRecord: { type: 'TXT', name: (domain) => `selector1._domainkey.${domain}` },
  ReadNSRecord: { type: 'NS', name: (domain) => domain },
  ReadAutoDiscover: { type: 'CNAME', name: (domain) => `autodiscover.${domain}` },
  TestDNSSEC: { type: 'DS', name: (domain) => domain },
  TestMtaSts: { type: 'TXT', name: (domain) => `_mta-sts.${domain}` },
}

function domainHealth(call: CippCall) {
  const [action, domain] = [call.query('Action') ?? '', (call.query('Domain') ?? '').toLowerCase()]
  const read = DOMAIN_READS[action]
  if (!read) return results([], 400)
  const { answers } = resolve(call.simulation.world, read.name(domain), read.type)
  const records = answers
    .filter(({ record }) => record.type === read.type)
    .map(({ record }) => (record.type === 'TXT' ? record.data.join('') : record.data))
    .filter((value) => action !== 'ReadSpfRecord' || (typeof value === 'string' && value.startsWith('v=spf1')))
  const failure = records.length === 0 ? ['No record was found'] : []
  return ok({
    Domain: domain,
    Record: records[0] ?? null,
    Records: records,
    RecordCount: records.length,
    ValidationPasses: records.length > 0 ? ['A record was found'] : [],
    ValidationWarns: records.length > 1 && action === 'ReadSpfRecord' ? ['There is more than one record'] : [],
    ValidationFails: failure,
  })
}

function relationships(call: CippCall) {
  const { instance, simulation, now } = call
  return instance.partner.relationships.map((relationship) => {
    const { status, endsAt } = stateOf(relationship, now)
    const customer = simulation.world.findTenant(relationship.customerTenantId)
    return {
      id: relationship.id,
      displayName: relationship.displayName ?? `${customer?.name ?? ''} administration`,
      customer: { tenantId: relationship.customerTenantId, displayName: customer?.name ?? null },
      status,
      endDateTime: endsAt.toISOString(),
      accessDetails: unifiedRoles(relationship),
    }
  })
}

const unifiedRoles = ({ roles }: Relationship) => ({
  unifiedRoles: roles.map((role) => ({ roleDefinitionId: roleTemplateId(role) })),
})

/** Tests of CIPP's own engine; they run at 04:00. */
const TESTS = [
  { testId: 'ZTNA21772', name: 'Applications do not have client secrets', category: 'Identity' },
  { testId: 'CIS_1_1_3', name: 'Between two and four Global Administrators', category: 'Identity' },
  { testId: 'ORCA108', name: 'DKIM signing is set up for all domains', category: 'Email' },
]

function testResults(call: CippCall) {
  const filter = call.query('tenantFilter')
  const managed = filter === undefined ? call.tenants() : [call.findTenant(filter) ?? []].flat()
  return managed.flatMap(({ tenant }) =>
    TESTS.map(({ testId, name, category }) => ({
      PartitionKey: defaultDomain(tenant),
      RowKey: testId,
      Name: name,
      Category: category,
      Status: tenant.good(`test ${testId}`) ? 'Passed' : 'Failed',
    })),
  )
}

const list = (permission: string, answer: (call: CippCall) => unknown): Endpoint => ({
  permission,
  anyTenant: true,
  answer: (call) => ok(answer(call)),
})

const bpa: Endpoint = { permission: 'Tenant.BestPracticeAnalyser.Read', disabled: BPA, answer: () => ok(null) }

export const postureEndpoints: Record<string, Endpoint> = {
  ListBPA: bpa,
  ListBPATemplates: bpa,
  ExecBPA: bpa,
  ListMFAUsers: ofTenant('Identity.User.Read', mfaUsers),
  ListLicenses: ofTenant('Tenant.Directory.Read', licences),
  ListInactiveAccounts: ofTenant('Identity.User.Read', inactive),
  ListSecureScoreReport: ofTenant('Tenant.Reports.Read', (call, managed) =>
    graphRows(call, managed, 'security/secureScores', '$top=1'),
  ),
  ListOAuthApps: ofTenant('Tenant.Application.Read', oauthApps),
  ListDomainAnalyser: list('Tenant.DomainAnalyser.Read', analysed),
  ListDomainHealth: { permission: 'Tenant.DomainAnalyser.Read', anyTenant: true, answer: domainHealth },
  ListGDAPRelationships: list('Tenant.Relationship.Read', relationships),
  ListGDAPAccessAssignments: list('Tenant.Relationship.Read', (call) =>
    [...call.instance.partner.set('delegatedAdminAccessAssignments').view()].filter(
      ({ relationshipId }) => relationshipId === call.query('Id'),
    ),
  ),
  ListAlertsQueue: list('CIPP.Alert.Read', () => []),
  ListAlertResults: list('CIPP.Alert.Read', () => []),
  ListAuditLogs: list('CIPP.Alert.Read', () => ({ Results: [], Metadata: { Count: 0 } })),
  ListAvailableTests: list('CIPP.Dashboard.Read', () => ({ IdentityTests: TESTS, DevicesTests: [], CustomTests: [] })),
  ListTests: list('Tenant.Reports.Read', (call) => ({ TestResults: testResults(call), TestCounts: {} })),
  ListTestResultsTenants: list('CIPP.Dashboard.Read', testResults),
}
