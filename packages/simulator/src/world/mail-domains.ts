import type { CloudName } from '../clouds.js'
import { readData } from '../data.js'
import { initialDomain } from './domain-names.js'
import { choose, pick } from './ids.js'
import { hasExchange } from './licences.js'
import type { Domain, Tenant } from './model.js'

/** Who takes a domain's mail in. */
export type MailHost = 'exchange' | 'exchangeWithDane' | 'gateway' | 'google' | 'nobody'

/** One of the two keys that sign a domain's mail. */
export interface DkimSelector {
  name: 'selector1' | 'selector2'
  /** What Exchange says the CNAME has to lead to. */
  target: string
  /** Whether the domain's owner has published that CNAME. */
  published: boolean
  /** The public key at the target; there is none for a selector that was never used. */
  key: string | undefined
  keySize: 1024 | 2048
}

/** How mail of one domain is signed: what Exchange shows and DNS answers. */
export interface Dkim {
  domain: string
  enabled: boolean
  status: 'Valid' | 'CnameMissing'
  selectors: [DkimSelector, DkimSelector]
}

/** What is published about mail of one verified domain. */
export interface MailDomain {
  name: string
  isInitial: boolean
  /** The verified domain of the same tenant that it lies under. */
  under: string | undefined
  host: MailHost
  /** The values of its SPF records: one, none, or more than there may be. */
  spf: string[]
  dkim: Dkim
  /** The value at `_dmarc`; without one, that of the domain above holds. */
  dmarc: string | undefined
  mtaSts: 'enforce' | 'testing' | undefined
  tlsReports: boolean
}

const keys = readData('dkim-keys.json') as Record<'1024' | '2048', string[]>

/** Microsoft's names have a letter in them that it assigns itself. */
const PARTITIONS = 'abcdefghijklmnopqrstuvwxyz'.split('')

/** Below it are the hosts that take mail in, and `spf`. */
export const mailProtection: Record<CloudName, string> = {
  global: 'protection.outlook.com',
  usGov: 'protection.office365.us',
  china: 'protection.partner.outlook.cn',
}

export function mailDomainsOf(tenant: Tenant): MailDomain[] {
  return tenant.domains.map((domain) => mailDomain(tenant, domain))
}

/** How the tenant's domains sign their mail. */
export function dkimOf(tenant: Tenant): Dkim[] {
  return tenant.domains.map((domain) => dkim(tenant, domain))
}

function mailDomain(tenant: Tenant, domain: Domain): MailDomain {
  const { name, isInitial } = domain
  const host = mailHost(tenant, domain)
  const under = tenant.domains.find((other) => name.endsWith(`.${other.name}`))?.name
  return {
    name,
    isInitial,
    under,
    host,
    spf: isInitial ? [`v=spf1 ${ownSenders(tenant, host)} -all`] : spf(tenant, name, host),
    dkim: dkim(tenant, domain),
    dmarc: under === undefined ? dmarc(tenant, domain) : undefined,
    mtaSts: isInitial ? undefined : mtaSts(tenant, name, host),
    tlsReports: !isInitial && host !== 'nobody' && tenant.good(`TLS reports of ${name}`) && tenant.good('TLS reports'),
  }
}

/** A name that was bought and lies idle: not the default, nor beneath another. */
function isParked(tenant: Tenant, { name, isDefault, isInitial }: Domain): boolean {
  return !isDefault && !isInitial && !tenant.domains.some((other) => name.endsWith(`.${other.name}`))
}

function mailHost(tenant: Tenant, domain: Domain): MailHost {
  const { name, isInitial } = domain
  if (!hasExchange(tenant)) return isInitial ? 'nobody' : choose(['google', 'nobody'] as const, tenant.id, name, 'host')
  if (isParked(tenant, domain)) return 'nobody'
  if (isInitial) return 'exchange'
  const chance = pick(10, tenant.id, name, 'host')
  if (chance < 2) return 'gateway'
  return chance < 5 && tenant.good('DANE') ? 'exchangeWithDane' : 'exchange'
}

/** The term of an SPF record for the servers that the domain's own mail leaves from. */
export function ownSenders({ cloud }: Tenant, host: MailHost): string {
  return host === 'google' ? 'include:_spf.google.com' : `include:spf.${mailProtection[cloud]}`
}

function spf(tenant: Tenant, name: string, host: MailHost): string[] {
  if (host === 'nobody') return tenant.good('parked domains send nothing') ? ['v=spf1 -all'] : []
  const own = ownSenders(tenant, host)
  if (tenant.good(`SPF of ${name}`)) {
    return choose(
      [
        [`v=spf1 ${own} -all`],
        [`v=spf1 ip4:203.0.113.0/28 ${own} include:sendgrid.net -all`],
        [`v=spf1 ${own} include:servers.mcsv.net ~all`],
        [`v=spf1 redirect=_spf.${name}`],
      ],
      tenant.id,
      name,
      'spf',
    )
  }
  return choose(
    [
      [`v=spf1 ${own} ?all`],
      [`v=spf1 mx a ${own} +all`],
      [`v=spf1 ${own} -all`, 'v=spf1 include:sendgrid.net ~all'],
      [`v=spf1 a mx ${own} ${MANY_SENDERS.map((sender) => `include:${sender}`).join(' ')} -all`],
      [],
    ],
    tenant.id,
    name,
    'spf',
  )
}

/** Together with what they include, more lookups than the ten that are allowed. */
const MANY_SENDERS = [
  '_spf.google.com',
  'sendgrid.net',
  'servers.mcsv.net',
  'mail.zendesk.com',
  '_spf.salesforce.com',
  'spf.mandrillapp.com',
]

function dkim(tenant: Tenant, domain: Domain): Dkim {
  const { name, isInitial } = domain
  const parked = isParked(tenant, domain)
  const wrong = parked || isInitial || tenant.good(`DKIM of ${name}`) ? undefined : pick(3, tenant.id, name, 'dkim')
  const enabled = hasExchange(tenant) && wrong === undefined && !parked
  const keySize = isInitial || pick(4, tenant.id, name, 'dkim key') > 0 ? 2048 : 1024
  const rotated = pick(2, tenant.id, name, 'dkim rotated') === 1
  const key = (number: 1 | 2) =>
    (number === 1 || rotated) && (enabled || wrong === 1)
      ? choose(keys[keySize], tenant.id, name, 'dkim key', number)
      : undefined
  const selector = (number: 1 | 2): DkimSelector => ({
    name: `selector${number}`,
    target: dkimTarget(tenant, name, number),
    // Wrong in three ways: nothing published; published but never switched on; the second one forgotten.
    published: enabled || wrong === 1 || (wrong === 2 && number === 1),
    key: key(number),
    keySize,
  })
  return {
    domain: name,
    enabled,
    status: parked || wrong === 0 || wrong === 2 ? 'CnameMissing' : 'Valid',
    selectors: [selector(1), selector(2)],
  }
}

/**
 * Domains added since May 2025 have their keys in a zone of their own.
 * https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure
 */
function dkimTarget(tenant: Tenant, name: string, number: 1 | 2): string {
  const initial = initialDomain(tenant)
  const label = `selector${number}-${dashed(name)}._domainkey`
  if (pick(2, tenant.id, name, 'dkim zone') === 0) return `${label}.${initial}`
  const partition = choose(PARTITIONS, tenant.id, 'dkim partition')
  return `${label}.${initial.split('.')[0]}.${partition}-v${number}.dkim.mail.microsoft`
}

function dmarc(tenant: Tenant, { name, isInitial }: Domain): string | undefined {
  if (isInitial) return tenant.good('DMARC of the initial domain') ? 'v=DMARC1; p=reject;' : undefined
  if (tenant.good(`DMARC of ${name}`)) {
    return choose(
      [
        `v=DMARC1; p=reject; rua=mailto:dmarc@${name}; ruf=mailto:dmarc@${name}; fo=1`,
        `v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s; rua=mailto:dmarc@${name},mailto:reports@dmarc-reports.example`,
        `v=DMARC1; p=quarantine; pct=100; rua=mailto:dmarc@${name}`,
      ],
      tenant.id,
      name,
      'dmarc',
    )
  }
  return choose(
    [
      undefined,
      `v=DMARC1; p=none; rua=mailto:dmarc@${name}`,
      'v=DMARC1; p=none',
      `v=DMARC1; p=quarantine; pct=20; rua=mailto:dmarc@${name}`,
    ],
    tenant.id,
    name,
    'dmarc',
  )
}

function mtaSts(tenant: Tenant, name: string, host: MailHost): MailDomain['mtaSts'] {
  if ((host !== 'exchange' && host !== 'exchangeWithDane') || !tenant.good('MTA-STS')) return undefined
  return tenant.good(`MTA-STS of ${name}`) ? 'enforce' : 'testing'
}

/** A domain as part of a host's name. */
function dashed(domain: string): string {
  return domain.replaceAll('.', '-')
}

/** Where mail for a domain goes, by preference. */
export function mailExchangers(tenant: Tenant, { name, host }: Pick<MailDomain, 'name' | 'host'>): readonly string[] {
  const hosts: Record<MailHost, readonly string[]> = {
    exchange: [`${dashed(name)}.mail.${mailProtection[tenant.cloud]}`],
    exchangeWithDane: [`${dashed(name)}.${choose(PARTITIONS, tenant.id, 'mail partition')}-v1.mx.microsoft`],
    gateway: choose(
      [
        ['eu-smtp-inbound-1.mimecast.com', 'eu-smtp-inbound-2.mimecast.com'],
        [`mx1-${dashed(name)}.pphosted.com`, `mx2-${dashed(name)}.pphosted.com`],
      ],
      tenant.id,
      name,
      'gateway',
    ),
    google: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'],
    nobody: [],
  }
  return hosts[host]
}
