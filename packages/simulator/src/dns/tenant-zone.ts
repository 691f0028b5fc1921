import { createHash } from 'node:crypto'
import { pick } from '../world/ids.js'
import { type DkimSelector, type MailDomain, mailDomainsOf, mailExchangers, ownSenders } from '../world/mail-domains.js'
import type { Tenant } from '../world/model.js'
import { cname, txt, Zone } from './records.js'

const zones = new WeakMap<Tenant, { domains: string; zones: Zone[] }>()

/** The zones of a tenant's domains; a domain below another is published in its zone. */
export function zonesOf(tenant: Tenant): Zone[] {
  const domains = tenant.domains.map(({ name }) => name).join()
  const known = zones.get(tenant)
  if (known?.domains === domains) return known.zones
  const made = publish(tenant)
  zones.set(tenant, { domains, zones: made })
  return made
}

function publish(tenant: Tenant): Zone[] {
  const mail = mailDomainsOf(tenant)
  const made = mail
    .filter(({ under }) => under === undefined)
    .map(({ name, host }) => new Zone(name, host === 'exchangeWithDane'))
  for (const domain of mail) {
    const zone = made.find(({ name }) => name === (domain.under ?? domain.name))
    if (zone) publishDomain(zone, tenant, domain)
    for (const selector of domain.dkim.selectors) publishKey(made, selector)
  }
  return made
}

function publishDomain(zone: Zone, tenant: Tenant, domain: MailDomain): void {
  const { name, isInitial, host } = domain
  for (const value of domain.spf) zone.add(name, txt(value))
  for (const value of domain.spf) {
    if (value.includes(`redirect=_spf.${name}`))
      zone.add(`_spf.${name}`, txt(`v=spf1 ${ownSenders(tenant, host)} -all`))
  }
  if (domain.dmarc !== undefined) zone.add(`_dmarc.${name}`, txt(domain.dmarc, 300))
  publishExchangers(zone, tenant, domain)
  if (isInitial) return
  zone.add(name, { type: 'A', ttl: 600, data: `203.0.113.${1 + pick(250, tenant.id, name, 'web')}` })
  zone.add(name, {
    type: 'AAAA',
    ttl: 600,
    data: `2001:db8::${(1 + pick(65_000, tenant.id, name, 'web')).toString(16)}`,
  })
  zone.add(name, txt(`MS=ms${10_000_000 + pick(90_000_000, tenant.id, name, 'verification')}`))
  zone.add(`www.${name}`, cname(name))
  if (pick(3, tenant.id, name, 'caa') === 0) {
    zone.add(name, { type: 'CAA', ttl: 3600, data: { flags: 0, tag: 'issue', value: 'letsencrypt.org' } })
  }
  if (zone.signed && zone.name === name) zone.add(name, { type: 'DS', ttl: 3600, data: delegationSigner(name) })
  for (const { name: selector, target, published } of domain.dkim.selectors) {
    if (published) zone.add(`${selector}._domainkey.${name}`, cname(target))
  }
  if (host === 'exchange' || host === 'exchangeWithDane' || host === 'gateway') {
    zone.add(`autodiscover.${name}`, cname('autodiscover.outlook.com'))
  }
  if (domain.mtaSts) {
    zone.add(`_mta-sts.${name}`, txt(`v=STSv1; id=${policyId(tenant, name)}Z;`))
    zone.add(`mta-sts.${name}`, cname(`mta-sts-policies.${zone.name}`))
    zone.add(`mta-sts-policies.${zone.name}`, { type: 'A', ttl: 600, data: '203.0.113.254' })
  }
  if (domain.tlsReports) zone.add(`_smtp._tls.${name}`, txt(`v=TLSRPTv1; rua=mailto:tls-reports@${name}`))
}

function publishExchangers(zone: Zone, tenant: Tenant, domain: MailDomain): void {
  const exchangers = mailExchangers(tenant, domain)
  const parked = domain.host === 'nobody' && !domain.isInitial && tenant.good('parked domains take nothing')
  // RFC 7505: a lone dot says that the domain takes no mail.
  if (parked) zone.add(domain.name, { type: 'MX', ttl: 3600, data: { preference: 0, exchange: '.' } })
  for (const [index, exchange] of exchangers.entries()) {
    zone.add(domain.name, { type: 'MX', ttl: 3600, data: { preference: index * 10, exchange } })
  }
}

/** The older keys lie in the zone of the initial domain. */
function publishKey(zones: Zone[], { target, key }: DkimSelector): void {
  const zone = zones.find(({ name }) => target.endsWith(`.${name}`))
  if (zone && key !== undefined) zone.add(target, txt(dkimKey(key)))
}

export function dkimKey(key: string): string {
  return `v=DKIM1; k=rsa; p=${key};`
}

function policyId(tenant: Tenant, name: string): number {
  return 20_240_101_000_000 + pick(1_000_000, tenant.id, name, 'mta-sts')
}

function delegationSigner(name: string) {
  return { keyTag: pick(65_536, name, 'ds'), algorithm: 13, digestType: 2, digest: sha256(name) }
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
