import { propertyNames } from '../../odata/types.js'
import { guid, pick } from '../../world/ids.js'
import type { Domain, Entity, Tenant } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

/** https://learn.microsoft.com/graph/api/resources/domain: a password that never expires. */
const NEVER = 2_147_483_647

function rules(type: string) {
  return { type, defaults: propertyNames(type), defaultPage: 100, maxPage: 999 }
}

/** Some of those that synchronize sign their people in on premises. */
export function authenticationTypeOf(tenant: Tenant, name: string): 'Managed' | 'Federated' {
  const isInitial = tenant.domains.some((domain) => domain.name === name && domain.isInitial)
  const federates = tenant.headcount.onPremisesSync && !isInitial && pick(12, tenant.id, 'federation') === 0
  return federates ? 'Federated' : 'Managed'
}

function domain(tenant: Tenant, { name, isDefault, isInitial }: Domain): Entity {
  return {
    id: name,
    authenticationType: authenticationTypeOf(tenant, name),
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: !tenant.domains.some((other) => name.endsWith(`.${other.name}`)),
    isVerified: true,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: tenant.good('passwords never expire') ? NEVER : 90,
    state: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }
}

const domains = ({ tenant }: GraphCall) => tenant.domains.map((one) => domain(tenant, one))

function requireDomain(call: GraphCall): Domain {
  const found = call.tenant.domains.find(({ name }) => name.toLowerCase() === key(call).toLowerCase())
  if (!found) throw new GraphError('notFound', { value: key(call) })
  return found
}

function federations(call: GraphCall): Entity[] {
  const { name } = requireDomain(call)
  if (authenticationTypeOf(call.tenant, name) === 'Managed') return []
  const issuer = `https://sts.${name}/adfs`
  return [
    {
      id: guid(call.tenant.id, 'federation', name),
      activeSignInUri: `${issuer}/services/trust/2005/usernamemixed`,
      displayName: `${call.tenant.name} sign-in`,
      federatedIdpMfaBehavior: call.tenant.good('federated MFA is enforced')
        ? 'rejectMfaByFederatedIdp'
        : 'acceptIfMfaDoneByFederatedIdp',
      isSignedAuthenticationRequestRequired: false,
      issuerUri: `http://sts.${name}/adfs/services/trust`,
      metadataExchangeUri: `${issuer}/services/trust/mex`,
      passiveSignInUri: `${issuer}/ls/`,
      preferredAuthenticationProtocol: 'wsFed',
      promptLoginBehavior: 'nativeSupport',
      signOutUri: `${issuer}/ls/`,
      signingCertificate: Buffer.from(guid(call.tenant.id, 'federation certificate')).toString('base64'),
    },
  ]
}

function record(name: string, type: string, recordType: string, facts: Record<string, unknown>): Entity {
  return {
    '@odata.type': `#microsoft.graph.domainDns${type}Record`,
    id: guid(name, recordType, JSON.stringify(facts)),
    isOptional: false,
    label: name,
    recordType,
    supportedService: 'Email',
    ttl: 3600,
    ...facts,
  }
}

/** What the domain's owner had to publish to prove that it is theirs. */
function verificationRecords(call: GraphCall): Entity[] {
  const { name } = requireDomain(call)
  const proof = `ms${10_000_000 + pick(89_999_999, name)}`
  return [
    record(name, 'Txt', 'Txt', { text: `MS=${proof}`, supportedService: 'null' }),
    record(name, 'Mx', 'Mx', {
      mailExchange: `${proof}.msv1.invalid`,
      preference: 32_767,
      supportedService: 'null',
      isOptional: true,
    }),
  ]
}

/** What Microsoft's services ask for; what is published is another matter. */
function serviceRecords(call: GraphCall): Entity[] {
  const { name, isInitial } = requireDomain(call)
  if (isInitial) return []
  return [
    record(name, 'Mx', 'Mx', {
      mailExchange: `${name.replaceAll('.', '-')}.mail.protection.outlook.com`,
      preference: 0,
    }),
    record(name, 'Txt', 'Txt', { text: 'v=spf1 include:spf.protection.outlook.com -all' }),
    record(name, 'Cname', 'CName', { canonicalName: 'autodiscover.outlook.com', label: `autodiscover.${name}` }),
    record(name, 'Srv', 'Srv', {
      label: `_sipfederationtls._tcp.${name}`,
      nameTarget: 'sipfed.online.lync.com',
      port: 5061,
      priority: 100,
      protocol: '_tcp',
      service: '_sipfederationtls',
      supportedService: 'OfficeCommunicationsOnline',
      weight: 1,
    }),
  ]
}

export const domainRooms: Room[] = [
  collection('/domains', { ...rules('domain'), refuses: ['$filter', '$orderby', '$top'] }, domains),
  single('/domains/{id}', rules('domain'), (call) => domain(call.tenant, requireDomain(call))),
  collection('/domains/{id}/federationConfiguration', rules('internalDomainFederation'), federations),
  single(
    '/domains/{id}/federationConfiguration/{federationId}',
    rules('internalDomainFederation'),
    (call) => federations(call).find(({ id }) => id === key(call, 1)),
    { context: 'domains/federationConfiguration/$entity' },
  ),
  collection('/domains/{id}/verificationDnsRecords', rules('domainDnsRecord'), verificationRecords),
  collection('/domains/{id}/serviceConfigurationRecords', rules('domainDnsRecord'), serviceRecords),
]
