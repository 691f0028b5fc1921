import { readData } from '../../data.js'
import type { Seed } from '../../store/seed.js'
import { defaultDomain } from '../domain-names.js'
import { Dice } from '../hash.js'
import { findSku } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { SeedIds } from '../seed-ids.js'
import { departmentNames } from './jobs.js'
import { minuteText } from './times.js'

const { subjects, qualifiers } = (readData('people.json') as { groups: Record<'subjects' | 'qualifiers', string[]> })
  .groups

const MINUTE = 60_000

/** What is decided by chance about a group. */
const aspects = { created: 1, owners: 2, visibility: 3, renewed: 4 } as const

export type GroupKind = 'unified' | 'team' | 'security' | 'roleAssignable' | 'distribution' | 'mailSecurity' | 'nested'

/** Kinds by turns; of a large company every tenth security group may hold directory roles. */
const KINDS: GroupKind[] = [
  'team',
  'security',
  'unified',
  'distribution',
  'team',
  'security',
  'mailSecurity',
  'nested',
  'unified',
  'security',
]
const ROLE_ASSIGNABLE = 9

/** A nested group holds the one that came so many before it: a security group. */
export const NESTED_BEFORE = 2

/** The groups of a tenant: one of everybody, then one of each department, then all others. */
export class Groups implements Seed {
  readonly size: number
  /** How many are of departments; the first of all is everybody's. */
  readonly departments: number
  /** Where those begin whose members joined by themselves. */
  readonly othersFrom: number
  readonly #ids: SeedIds
  readonly #dice: Dice
  readonly #domain: string
  readonly #shortName: string
  readonly #dynamic: boolean

  constructor(private readonly tenant: Tenant) {
    this.size = tenant.headcount.groups
    this.departments = Math.min(departmentNames.length, Math.max(0, Math.floor((this.size - 1) / 2)))
    this.othersFrom = Math.min(this.size, 1 + this.departments)
    this.#ids = new SeedIds(tenant.id, 'group')
    this.#dice = new Dice(tenant.id, 'groups')
    this.#domain = defaultDomain(tenant)
    this.#shortName = tenant.domains.find(({ isInitial }) => isInitial)?.name.split('.')[0] ?? ''
    this.#dynamic = boughtDynamicGroups(tenant)
  }

  idAt(index: number): string {
    return this.#ids.at(index)
  }

  indexOf(id: string): number | undefined {
    return this.#ids.indexOf(id, this.size)
  }

  at(index: number): Entity {
    if (index === 0) return this.#group(0, 'All Company', 'unified')
    if (index < this.othersFrom) return this.#group(index, departmentNames[index - 1] as string, 'security')
    const ordinal = index - this.othersFrom
    return this.#group(index, nameOf(ordinal), kindOf(ordinal))
  }

  lookup(property: string, value: string): number | undefined {
    const wanted = value.toLowerCase()
    for (let index = 0; index < this.size; index++) {
      const held = property === 'displayName' ? this.#nameAt(index) : this.at(index)[property]
      if (typeof held === 'string' && held.toLowerCase() === wanted) return index
    }
    return undefined
  }

  /** How many people a group belongs to: some that are for access alone belong to nobody. */
  ownersOf(index: number): number {
    if (index < this.othersFrom) return 1
    const kind = kindOf(index - this.othersFrom)
    if (kind === 'team' || kind === 'unified') return 1 + this.#dice.roll(2, index, aspects.owners)
    return this.#dice.roll(5, index, aspects.owners) < 2 ? 1 : 0
  }

  isNested(index: number): boolean {
    return index >= this.othersFrom && kindOf(index - this.othersFrom) === 'nested'
  }

  #nameAt(index: number): string {
    if (index === 0) return 'All Company'
    return index < this.othersFrom ? (departmentNames[index - 1] as string) : nameOf(index - this.othersFrom)
  }

  #group(index: number, displayName: string, kind: GroupKind): Entity {
    const { tenant } = this
    const dice = this.#dice
    const unified = kind === 'unified' || kind === 'team'
    const mailEnabled = unified || kind === 'distribution' || kind === 'mailSecurity'
    const dynamic = this.#dynamic && index > 0 && index < this.othersFrom
    const synced = tenant.headcount.onPremisesSync && index >= this.othersFrom && SYNCED.has(kind)
    const mailNickname = displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    const address = `${mailNickname}@${this.#domain}`
    const begun = tenant.begunAt.getTime()
    const age = 10 * 24 * 60 + dice.roll(900 * 24 * 60, index, aspects.created)
    return {
      id: this.idAt(index),
      displayName,
      description: `${displayName} of ${tenant.name}`,
      mailNickname,
      mail: mailEnabled ? address : null,
      mailEnabled,
      securityEnabled: !unified && kind !== 'distribution',
      groupTypes: unified ? UNIFIED : dynamic ? DYNAMIC : NONE,
      membershipRule: dynamic ? `(user.department -eq "${displayName}") and (user.userType -eq "Member")` : null,
      membershipRuleProcessingState: dynamic ? 'On' : null,
      visibility: unified ? this.#visibility(index) : null,
      createdDateTime: minuteText(begun - age * MINUTE),
      renewedDateTime: minuteText(begun - dice.roll(age, index, aspects.renewed) * MINUTE),
      proxyAddresses: mailEnabled ? [`SMTP:${address}`] : NONE,
      resourceBehaviorOptions: NONE,
      resourceProvisioningOptions: kind === 'team' ? TEAM : NONE,
      creationOptions: NONE,
      isAssignableToRole: kind === 'roleAssignable' ? true : null,
      assignedLicenses: NONE,
      assignedLabels: NONE,
      onPremisesSyncEnabled: synced ? true : null,
      onPremisesDomainName: synced ? `${this.#shortName}.local` : null,
      onPremisesNetBiosName: synced ? this.#shortName.toUpperCase().slice(0, 15) : null,
      onPremisesSamAccountName: synced ? displayName : null,
      onPremisesLastSyncDateTime: synced ? minuteText(begun - 20 * MINUTE) : null,
    }
  }

  #visibility(index: number): string {
    return index === 0 || this.#dice.roll(4, index, aspects.visibility) === 0 ? 'Public' : 'Private'
  }
}

/** Dynamic membership comes with Entra ID P1, which also P2 has; what lapses later leaves the groups as they are. */
function boughtDynamicGroups({ purchases }: Tenant): boolean {
  return purchases.some(({ skuPartNumber }) =>
    findSku(skuPartNumber).servicePlans.some(({ servicePlanName }) => servicePlanName.startsWith('AAD_PREMIUM')),
  )
}

/** Nobody changes what a set gave them, so that equal lists are one. */
const NONE: string[] = []
const UNIFIED = ['Unified']
const DYNAMIC = ['DynamicMembership']
const TEAM = ['Team']

/** What a directory of the company's own brings along. */
const SYNCED = new Set<GroupKind>(['security', 'distribution', 'mailSecurity'])

function kindOf(ordinal: number): GroupKind {
  if (ordinal % 100 === ROLE_ASSIGNABLE) return 'roleAssignable'
  return KINDS[ordinal % KINDS.length] as GroupKind
}

/** Subjects first, then subjects with a qualifier, then with a number too. */
function nameOf(ordinal: number): string {
  const subject = subjects[ordinal % subjects.length] as string
  const round = Math.floor(ordinal / subjects.length)
  const qualifier = qualifiers[round % qualifiers.length] as string
  const number = Math.floor(round / qualifiers.length)
  return [subject, ...(qualifier ? [qualifier] : []), ...(number > 0 ? [String(number + 1)] : [])].join(' ')
}
