import { type CloudName, clouds } from '../clouds.js'
import { pick } from '../world/ids.js'
import { dkimOf, mailProtection } from '../world/mail-domains.js'
import type { World } from '../world/world.js'
import { cname, type DnsRecord, txt } from './records.js'
import { dkimKey, sha256 } from './tenant-zone.js'

/** The names of a company that takes or sends mail for others. */
export interface Provider {
  zone: string
  signed?: true
  records(name: string, world: World): readonly DnsRecord[]
}

const host = (name: string): DnsRecord[] => [
  { type: 'A', ttl: 300, data: `198.51.100.${1 + pick(250, name)}` },
  { type: 'AAAA', ttl: 300, data: `2001:db8:25::${(1 + pick(65_000, name)).toString(16)}` },
]

function fixed(zone: string, names: Record<string, readonly DnsRecord[]>): Provider {
  return { zone, records: (name) => names[name] ?? [] }
}

const senders = (value: string) => [txt(`v=spf1 ${value}`)]

/** `spf`, and below `mail` the host of every domain. */
function protection(cloud: CloudName): Provider {
  const zone = mailProtection[cloud]
  return {
    zone,
    records(name) {
      if (name === `spf.${zone}`) return senders('ip4:192.0.2.0/25 ip6:2001:db8:40::/48 -all')
      return new RegExp(`^[a-z0-9-]+\\.mail\\.${zone.replaceAll('.', '\\.')}$`).test(name) ? host(name) : []
    },
  }
}

/** https://learn.microsoft.com/purview/how-smtp-dane-works */
const dane: Provider = {
  zone: 'mx.microsoft',
  signed: true,
  records(name) {
    const exchanger = /^(_25\._tcp\.)?([a-z0-9-]+\.[a-z]-v1\.mx\.microsoft)$/.exec(name)
    if (!exchanger) return []
    if (exchanger[1] === undefined) return host(name)
    const data = { usage: 3, selector: 1, matchingType: 1, certificate: sha256(name) }
    return [{ type: 'TLSA', ttl: 300, data }]
  },
}

/** Keys that sign mail of the domains added since May 2025. */
const dkimKeys: Provider = {
  zone: 'dkim.mail.microsoft',
  records(name, world) {
    const prefix = /\._domainkey\.([a-z0-9-]+)\.[a-z]-v\d\.dkim\.mail\.microsoft$/.exec(name)?.[1]
    if (prefix === undefined) return []
    const names = Object.values(clouds).map(({ initialDomain }) => `${prefix}.${initialDomain}`)
    return names
      .flatMap((initial) => world.findTenant(initial) ?? [])
      .flatMap((tenant) => dkimOf(tenant).flatMap(({ selectors }) => selectors))
      .flatMap(({ target, key }) => (target === name && key !== undefined ? txt(dkimKey(key)) : []))
  },
}

/** Whoever sends DMARC reports elsewhere needs that place's consent (RFC 7489, 7.1). */
const dmarcReports: Provider = {
  zone: 'dmarc-reports.example',
  records: (name) => (name.endsWith('._report._dmarc.dmarc-reports.example') ? [txt('v=DMARC1;')] : []),
}

export const providers: readonly Provider[] = [
  protection('global'),
  protection('usGov'),
  protection('china'),
  dane,
  dkimKeys,
  dmarcReports,
  fixed('outlook.com', {
    'autodiscover.outlook.com': [cname('autodiscover-host.outlook.com', 300)],
    'autodiscover-host.outlook.com': host('autodiscover-host.outlook.com'),
  }),
  fixed('google.com', {
    '_spf.google.com': senders('include:_netblocks.google.com include:_netblocks2.google.com ~all'),
    '_netblocks.google.com': senders('ip4:192.0.2.128/27 ~all'),
    '_netblocks2.google.com': senders('ip6:2001:db8:41::/48 ~all'),
    'aspmx.l.google.com': host('aspmx.l.google.com'),
    'alt1.aspmx.l.google.com': host('alt1.aspmx.l.google.com'),
  }),
  fixed('mimecast.com', {
    'eu-smtp-inbound-1.mimecast.com': host('eu-smtp-inbound-1.mimecast.com'),
    'eu-smtp-inbound-2.mimecast.com': host('eu-smtp-inbound-2.mimecast.com'),
  }),
  { zone: 'pphosted.com', records: (name) => (/^mx[12]-[a-z0-9-]+\.pphosted\.com$/.test(name) ? host(name) : []) },
  fixed('sendgrid.net', {
    'sendgrid.net': senders('ip4:192.0.2.160/28 include:ab.sendgrid.net ~all'),
    'ab.sendgrid.net': senders('ip4:192.0.2.176/28 ~all'),
  }),
  fixed('mcsv.net', { 'servers.mcsv.net': senders('ip4:192.0.2.192/28 ?all') }),
  fixed('zendesk.com', { 'mail.zendesk.com': senders('ip4:192.0.2.208/29 ~all') }),
  fixed('salesforce.com', { '_spf.salesforce.com': senders('exists:%{i}._spf.mta.salesforce.com -all') }),
  fixed('mandrillapp.com', { 'spf.mandrillapp.com': senders('ip4:192.0.2.216/29 ?all') }),
]
