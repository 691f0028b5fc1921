import { readData } from '../../data.js'
import type { Seed } from '../../store/seed.js'
import { defaultDomain } from '../domain-names.js'
import { Dice } from '../hash.js'
import { type Seats, seatsOf } from '../licence-seats.js'
import type { Entity, Posture, Tenant } from '../model.js'
import { guidOf, SeedIds } from '../seed-ids.js'
import { Jobs } from './jobs.js'
import { Names } from './names.js'
import { minuteText } from './times.js'

const { guestCompanies } = readData('people.json') as { guestCompanies: string[] }

/** Nobody changes what a set gave them, so that empty lists are one. */
const NONE: never[] = []

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What is decided by chance about a person. */
const aspects = {
  floor: 1,
  room: 2,
  enabled: 3,
  created: 4,
  synced: 5,
  seen: 6,
  lastSeen: 7,
  request: 1000,
  phone: 9,
  city: 10,
  company: 11,
  accepted: 12,
} as const

/** Of a hundred people, how many have left but still have an account, and how many have not been seen for long. */
const NEGLECT: Record<Posture, { disabled: number; absent: number }> = {
  excellent: { disabled: 4, absent: 3 },
  good: { disabled: 8, absent: 8 },
  fair: { disabled: 8, absent: 15 },
  poor: { disabled: 5, absent: 28 },
}

/** Smaller companies keep no account for emergencies. */
const WITH_EMERGENCY_ACCOUNTS = 25

/** The people of a tenant: accounts for emergencies, then its own, then its guests. Each is made when asked for. */
export class People implements Seed {
  readonly size: number
  /** How many accounts for emergencies come first. */
  readonly emergency: number
  /** Where the guests begin. */
  readonly guestsFrom: number
  readonly jobs: Jobs
  readonly seats: Seats
  readonly #ids: SeedIds
  readonly #names: Names
  readonly #guestNames: Names
  readonly #dice: Dice
  readonly #domain: string
  readonly #initialDomain: string

  constructor(private readonly tenant: Tenant) {
    const { users, guests, offices } = tenant.headcount
    this.size = users + guests
    this.guestsFrom = users
    this.emergency = users >= WITH_EMERGENCY_ACCOUNTS && tenant.good('accounts for emergencies') ? 2 : 0
    this.jobs = new Jobs(users - this.emergency)
    this.seats = seatsOf({ tenantId: tenant.id, purchases: tenant.purchases, users: users - this.emergency })
    this.#ids = new SeedIds(tenant.id, 'user')
    this.#names = new Names(offices, tenant.id, 'names')
    this.#guestNames = new Names(offices, tenant.id, 'guests')
    this.#dice = new Dice(tenant.id, 'people')
    this.#domain = defaultDomain(tenant)
    this.#initialDomain = tenant.domains.find(({ isInitial }) => isInitial)?.name ?? this.#domain
  }

  idAt(index: number): string {
    return this.#ids.at(index)
  }

  indexOf(id: string): number | undefined {
    return this.#ids.indexOf(id, this.size)
  }

  at(index: number): Entity {
    if (index < this.emergency) return this.#emergencyAccount(index)
    return index < this.guestsFrom ? this.#employee(index) : this.#guest(index)
  }

  lookup(property: string, value: string): number | undefined {
    const wanted = value.toLowerCase()
    if (property === 'userPrincipalName' || property === 'mail') return this.#byAddress(wanted)
    for (let index = 0; index < this.size; index++) {
      const held = this.at(index)[property]
      if (typeof held === 'string' && held.toLowerCase() === wanted) return index
    }
    return undefined
  }

  #byAddress(wanted: string): number | undefined {
    const [address = '', host] = wanted.split('#ext#')
    const at = host === undefined ? address.lastIndexOf('@') : address.lastIndexOf('_')
    const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
    const number = /^emergency\.access([12])$/.exec(local)?.[1]
    if (number !== undefined) return Number(number) <= this.emergency ? Number(number) - 1 : undefined
    const isOwn = domain === this.#domain.toLowerCase()
    const place = isOwn ? this.#names.indexOf(local) : this.#guestNames.indexOf(local)
    if (place === undefined) return undefined
    const index = place + (isOwn ? this.emergency : this.guestsFrom)
    return index < (isOwn ? this.guestsFrom : this.size) ? index : undefined
  }

  // Whole literals, as spreading into an object of this size takes ten times as long.

  #emergencyAccount(index: number): Entity {
    const mailNickname = `emergency.access${index + 1}`
    return {
      id: this.idAt(index),
      userPrincipalName: `${mailNickname}@${this.#initialDomain}`,
      displayName: `Emergency access ${index + 1}`,
      mail: null,
      mailNickname,
      proxyAddresses: NONE,
      mobilePhone: null,
      businessPhones: NONE,
      usageLocation: this.tenant.country,
      userType: 'Member',
      accountEnabled: true,
      createdDateTime: minuteText(this.tenant.createdAt.getTime() + DAY),
      onPremisesSyncEnabled: null,
      assignedLicenses: NONE,
      signInActivity: null,
    }
  }

  #employee(index: number): Entity {
    const { tenant } = this
    const dice = this.#dice
    const { givenName, surname, displayName, local, country } = this.#names.at(index - this.emergency)
    const { department, title } = this.jobs.at(index - this.emergency)
    const address = `${local}@${this.#domain}`
    const begun = tenant.begunAt.getTime()
    const created = minuteText(begun - 30 * DAY - dice.roll(1500 * 24 * 60, index, aspects.created) * 60_000)
    const synced = tenant.headcount.onPremisesSync && dice.roll(4, index, aspects.synced) > 0
    return {
      id: this.idAt(index),
      userPrincipalName: address,
      displayName,
      givenName,
      surname,
      mail: address,
      mailNickname: local,
      proxyAddresses: [`SMTP:${address}`],
      jobTitle: title,
      department,
      officeLocation: `${1 + dice.roll(3, index, aspects.floor)}/${100 + dice.roll(60, index, aspects.room)}`,
      city: dice.choose(country.cities, index, aspects.city),
      country: country.code,
      mobilePhone: dice.roll(3, index, aspects.phone) === 0 ? this.#phone(country.callingCode, index) : null,
      businessPhones: NONE,
      preferredLanguage: country.language,
      usageLocation: country.code,
      userType: 'Member',
      accountEnabled: !this.#isDisabled(index),
      createdDateTime: created,
      employeeHireDate: created,
      onPremisesSyncEnabled: synced ? true : null,
      assignedLicenses: this.seats.of(index - this.emergency),
      signInActivity: this.#signInActivity(index, begun),
    }
  }

  #guest(index: number): Entity {
    const dice = this.#dice
    const { givenName, surname, displayName, local } = this.#guestNames.at(index - this.guestsFrom)
    const domain = dice.choose(guestCompanies, index, aspects.company)
    const nickname = `${local}_${domain}#EXT#`
    const address = `${local}@${domain}`
    const invited = this.tenant.begunAt.getTime() - (5 + dice.roll(400, index, aspects.created)) * DAY
    const accepted = dice.roll(8, index, aspects.accepted) > 0
    return {
      id: this.idAt(index),
      userPrincipalName: `${nickname}@${this.#initialDomain}`,
      displayName: `${displayName} (${domain.split('.')[0]})`,
      givenName,
      surname,
      mail: address,
      mailNickname: nickname,
      otherMails: [address],
      proxyAddresses: [`SMTP:${address}`],
      mobilePhone: null,
      businessPhones: NONE,
      userType: 'Guest',
      accountEnabled: true,
      createdDateTime: minuteText(invited),
      externalUserState: accepted ? 'Accepted' : 'PendingAcceptance',
      externalUserStateChangeDateTime: minuteText(invited + (accepted ? DAY : 0)),
      onPremisesSyncEnabled: null,
      assignedLicenses: NONE,
      signInActivity: accepted ? this.#signInActivity(index, this.tenant.begunAt.getTime()) : null,
    }
  }

  /** Whoever leads the company, and the first of each department, still work there. */
  #isDisabled(index: number): boolean {
    return index > 10 && this.#dice.roll(100, index, aspects.enabled) < NEGLECT[this.tenant.posture].disabled
  }

  #signInActivity(index: number, begun: number): Record<string, string> | null {
    const dice = this.#dice
    const chance = dice.roll(100, index, aspects.seen)
    const { absent } = NEGLECT[this.tenant.posture]
    if (chance < absent / 3) return null
    const hours = this.#isDisabled(index) || chance < absent ? 60 * 24 : 0
    const range = hours > 0 ? 340 * 24 : 14 * 24
    const at = minuteText(begun - (hours + dice.roll(range * 60, index, aspects.lastSeen) / 60) * HOUR)
    const ids = [0, 1, 2].map((nth) => {
      const bits = dice.number(index, aspects.request + nth)
      return guidOf(bits, bits * 3, bits ^ index, bits * 5)
    }) as [string, string, string]
    return {
      lastSignInDateTime: at,
      lastSignInRequestId: ids[0],
      lastNonInteractiveSignInDateTime: at,
      lastNonInteractiveSignInRequestId: ids[1],
      lastSuccessfulSignInDateTime: at,
      lastSuccessfulSignInRequestId: ids[2],
    }
  }

  #phone(callingCode: string, index: number): string {
    return `+${callingCode} 555 ${String(1_000_000 + this.#dice.roll(1_000_000, index, aspects.phone)).slice(1)}`
  }
}
