import type { CaaData, DsData, SoaData, TlsaData } from 'dns-packet'

/** The types of records that are answered. */
export type DnsRecord = { ttl: number } & (
  | { type: 'A' | 'AAAA' | 'CNAME' | 'NS'; data: string }
  | { type: 'MX'; data: { preference: number; exchange: string } }
  | { type: 'TXT'; data: string[] }
  | { type: 'SOA'; data: SoaData }
  | { type: 'CAA'; data: CaaData }
  | { type: 'DS'; data: DsData }
  | { type: 'TLSA'; data: TlsaData }
  | { type: 'SRV'; data: { priority: number; weight: number; port: number; target: string } }
)

export type DnsType = DnsRecord['type']

/** Everything published at the names of a zone. */
export class Zone {
  readonly #names = new Map<string, DnsRecord[]>()

  constructor(
    readonly name: string,
    /** Whether its answers can be proved. */
    readonly signed: boolean = false,
  ) {
    this.add(
      name,
      { type: 'NS', ttl: 86_400, data: `ns1.${name}` },
      { type: 'NS', ttl: 86_400, data: `ns2.${name}` },
      { type: 'SOA', ttl: 3600, data: startOfAuthority(name) },
    )
  }

  add(name: string, ...records: DnsRecord[]): void {
    this.#names.set(name, [...this.at(name), ...records])
  }

  at(name: string): readonly DnsRecord[] {
    return this.#names.get(name) ?? []
  }

  /** A name exists when something is published at it or below it. */
  has(name: string): boolean {
    return this.#names.has(name) || [...this.#names.keys()].some((known) => known.endsWith(`.${name}`))
  }
}

export function startOfAuthority(zone: string): SoaData {
  return {
    mname: `ns1.${zone}`,
    rname: `hostmaster.${zone}`,
    serial: 2026010101,
    refresh: 7200,
    retry: 900,
    expire: 1_209_600,
    minimum: 300,
  }
}

/** One TXT record; more than 255 bytes take several strings, which are read as one. */
export function txt(value: string, ttl = 3600): DnsRecord {
  return { type: 'TXT', ttl, data: value.match(/.{1,255}/gs) ?? [''] }
}

export function cname(target: string, ttl = 3600): DnsRecord {
  return { type: 'CNAME', ttl, data: target }
}
