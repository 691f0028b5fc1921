import { defaultDomain } from '../../world/domain-names.js'
import type { Entity, Tenant } from '../../world/model.js'
import { dkimOf, mailDomainsOf } from '../../world/mail-domains.js'
import { guid } from '../../world/ids.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { results } from '../cmdlet.js'
import type { ConfigurationKind } from '../configuration-cmdlets.js'
import { notFound } from '../recipients/recipients.js'
import { configuration } from '../shapes.js'
import { exchangeTimeUtc } from '../wire.js'

/** The verified domains, as Exchange sees them. */
function acceptedDomains(tenant: Tenant): Entity[] {
  return tenant.domains.map(({ name, isDefault, isInitial }) =>
    configuration(tenant, 'AcceptedDomain', name, {
      DomainName: name,
      Default: isDefault,
      InitialDomain: isInitial,
      CanHaveCloudCache: false,
    }),
  )
}

function getAcceptedDomain(call: CmdletCall): Iterable<Result> {
  const domains = acceptedDomains(call.tenant)
  const identity = call.parameters.text('Identity')?.toLowerCase()
  if (identity === undefined || identity === '') return results(call, domains)
  const found = domains.filter(
    (domain) => domain.id === identity || String(domain['DomainName']).toLowerCase() === identity,
  )
  if (found.length === 0) throw notFound(identity)
  return results(call, found)
}

/** A domain whose keys nobody ever asked for has no signing configuration. */
function dkimConfigs(tenant: Tenant): Entity[] {
  return dkimOf(tenant)
    .filter(({ enabled, selectors }) => enabled || selectors.some(({ published }) => published))
    .map(({ domain, enabled, status, selectors: [one, two] }) =>
      configuration(tenant, 'DkimSigningConfig', domain, {
        Domain: domain,
        Enabled: enabled,
        IsDefault: domain === defaultDomain(tenant),
        Status: status,
        Selector1CNAME: one.target,
        Selector2CNAME: two.target,
        Selector1KeySize: one.keySize,
        Selector2KeySize: two.keySize,
        Selector1PublicKey: `v=DKIM1; k=rsa; p=${one.key ?? ''};`,
        Selector2PublicKey: `v=DKIM1; k=rsa; p=${two.key ?? ''};`,
        KeyCreationTime: exchangeTimeUtc(tenant.createdAt),
        LastChecked: exchangeTimeUtc(tenant.begunAt),
        RotateOnDate: exchangeTimeUtc(tenant.createdAt),
      }),
    )
}

function remoteDomains(tenant: Tenant): Entity[] {
  const partner = tenant.good('forwarding-to-partner') ? [] : ['partner.example']
  return [
    configuration(tenant, 'RemoteDomain', 'Default', {
      DomainName: '*',
      AutoForwardEnabled: !tenant.good('auto-forward'),
      AllowedOOFType: 'External',
    }),
    ...partner.map((name) => configuration(tenant, 'RemoteDomain', name, { DomainName: name })),
  ]
}

/** Mail that comes through somebody else's gateway is judged by where it came from before, if that is set up. */
function inboundConnectors(tenant: Tenant): Entity[] {
  return mailDomainsOf(tenant).some(({ host }) => host === 'gateway')
    ? [
        configuration(tenant, 'InboundConnector', 'From the mail gateway', {
          SenderDomains: ['smtp:*;1'],
          SenderIPAddresses: ['203.0.113.10', '203.0.113.11'],
          RestrictDomainsToIPAddresses: tenant.good('connector-restricted'),
          EFSkipLastIP: tenant.good('enhanced-filtering'),
          EFSkipIPs: tenant.good('enhanced-filtering') ? ['203.0.113.10', '203.0.113.11'] : [],
        }),
      ]
    : []
}

function outboundConnectors(tenant: Tenant): Entity[] {
  return mailDomainsOf(tenant).some(({ host }) => host === 'gateway')
    ? [
        configuration(tenant, 'OutboundConnector', 'To the mail gateway', {
          RecipientDomains: ['*'],
          SmartHosts: ['smtp.gateway.example'],
          UseMXRecord: false,
          TlsSettings: tenant.good('connector-tls') ? 'DomainValidation' : 'EncryptionOnly',
          TlsDomain: tenant.good('connector-tls') ? 'smtp.gateway.example' : null,
        }),
      ]
    : []
}

function transportRules(tenant: Tenant): Entity[] {
  const rules: [string, Record<string, unknown>][] = []
  if (tenant.good('external-warning')) {
    rules.push([
      'Mark mail from outside',
      {
        FromScope: 'NotInOrganization',
        PrependSubject: '[External] ',
        Conditions: ['FromScope'],
        Actions: ['PrependSubject'],
      },
    ])
  }
  if (!tenant.good('transport-whitelist')) {
    rules.push([
      'Let the newsletter through',
      {
        SenderDomainIs: ['newsletter.example', 'partner.example'],
        SetSCL: '-1',
        Conditions: ['SenderDomainIs'],
        Actions: ['SetSCL'],
      },
    ])
  }
  if (!tenant.good('transport-forward')) {
    rules.push([
      'Copy of invoices',
      {
        SubjectContainsWords: ['invoice'],
        BlindCopyTo: ['accounting@bookkeeper.example'],
        RedirectMessageTo: null,
        Conditions: ['SubjectContainsWords'],
        Actions: ['BlindCopyTo'],
      },
    ])
  }
  rules.push([
    'Keep programs out',
    {
      AttachmentHasExecutableContent: true,
      RejectMessageReasonText: 'Programs are not accepted.',
      RejectMessageEnhancedStatusCode: '5.7.1',
      Conditions: ['AttachmentHasExecutableContent'],
      Actions: ['RejectMessage'],
    },
  ])
  return rules.map(([name, facts], index) =>
    configuration(tenant, 'TransportRule', name, {
      Priority: index,
      ...facts,
      Description: `Rule ${index + 1}: ${name}`,
      ImmutableId: guid(tenant.id, 'TransportRule', name),
    }),
  )
}

const ALL = ['Get', 'Set', 'New', 'Remove'] as const

export const mailFlowKinds: ConfigurationKind[] = [
  { noun: 'RemoteDomain', area: 'organization', verbs: ALL, customized: true, seed: remoteDomains },
  { noun: 'DkimSigningConfig', area: 'protection', verbs: ['Get', 'Set'], seed: dkimConfigs },
  { noun: 'InboundConnector', area: 'organization', verbs: ALL, ignored: ['ResultSize'], seed: inboundConnectors },
  {
    noun: 'OutboundConnector',
    area: 'organization',
    verbs: ALL,
    ignored: ['IncludeTestModeConnectors'],
    seed: outboundConnectors,
  },
  {
    noun: 'TransportRule',
    area: 'organization',
    verbs: [...ALL, 'Enable', 'Disable'],
    by: ['State'],
    ignored: ['ExcludeConditionActionDetails', 'DlpPolicy', 'Filter'],
    customized: true,
    seed: transportRules,
  },
]

export const mailFlowCmdlets: Cmdlet[] = [
  { name: 'Get-AcceptedDomain', area: 'organization', parameters: ['Identity', 'ResultSize'], run: getAcceptedDomain },
]
