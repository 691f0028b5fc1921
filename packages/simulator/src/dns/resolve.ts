import type { Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import { providers } from './provider-names.js'
import { type DnsRecord, type DnsType, startOfAuthority } from './records.js'
import { zonesOf } from './tenant-zone.js'

export interface Found {
  name: string
  record: DnsRecord
}

/** What a resolver knows about a name. */
export interface Resolution {
  /** Nothing is published at the name, nor below it. */
  nonexistent: boolean
  answers: Found[]
  /** Where there is no answer: the start of authority that says so. */
  authority: Found | undefined
  /** Every answer can be proved. */
  proved: boolean
  tenantId: string | undefined
}

/** The place where a name is published. */
interface Home {
  zone: string
  signed: boolean
  exists: boolean
  records: readonly DnsRecord[]
  tenant?: Tenant
}

/** No chain of aliases that means well is longer. */
const MOST_ALIASES = 8

/** Looks a name up, in lower case and without a dot at its end, and follows its aliases. */
export function resolve(world: World, asked: string, type: DnsType): Resolution {
  const answers: Found[] = []
  let name = asked
  let home = homeOf(world, name)
  const { tenant } = home
  let proved = home.signed
  for (let step = 0; step < MOST_ALIASES; step++) {
    const here = home.records.filter((record) => record.type === type)
    if (here.length > 0) {
      answers.push(...here.map((record) => ({ name, record })))
      return { nonexistent: false, answers, authority: undefined, proved, tenantId: tenant?.id }
    }
    const alias = home.records.find((record) => record.type === 'CNAME')
    if (alias?.type !== 'CNAME') break
    answers.push({ name, record: alias })
    name = alias.data
    home = homeOf(world, name)
    proved &&= home.signed
  }
  const record: DnsRecord = { type: 'SOA', ttl: 300, data: startOfAuthority(home.zone) }
  return {
    nonexistent: !home.exists,
    answers,
    authority: { name: home.zone, record },
    proved: proved && answers.length > 0,
    tenantId: tenant?.id,
  }
}

function homeOf(world: World, name: string): Home {
  const labels = name.split('.')
  for (let from = 0; from < labels.length - 1; from++) {
    const candidate = labels.slice(from).join('.')
    const provider = providers.find(({ zone }) => zone === candidate)
    if (provider) {
      const records = provider.records(name, world)
      return { zone: candidate, signed: provider.signed ?? false, exists: records.length > 0, records }
    }
    const tenant = world.findTenant(candidate)
    const zone = tenant && zonesOf(tenant).find((one) => candidate === one.name || candidate.endsWith(`.${one.name}`))
    if (zone) {
      return { zone: zone.name, signed: zone.signed, exists: zone.has(name), records: zone.at(name), tenant }
    }
  }
  return { zone: '.', signed: false, exists: false, records: [] }
}
