import { readData } from '../data.js'
import { Dice } from './hash.js'
import type { Posture } from './model.js'
import { Permutation } from './permutation.js'
import type { TenantPlan } from './scenario.js'

/** Customers that are made, not written: so many, all of one partner, all in reach of its app. */
export interface CustomersPlan {
  count: number
  partner: string
  app: string
  /** Of a hundred, how many have consented to the app. */
  consented: number
}

const names = readData('companies.json') as { first: string[]; second: string[]; trades: string[] }

const COUNTRIES = [
  'US',
  'US',
  'US',
  'GB',
  'GB',
  'DE',
  'DE',
  'NL',
  'FR',
  'ES',
  'IT',
  'SE',
  'DK',
  'PL',
  'CA',
  'AU',
  'JP',
  'BR',
]
const POSTURES: Posture[] = ['excellent', 'good', 'good', 'good', 'fair', 'fair', 'poor']

/** Few companies are large: sizes, and how many of a hundred are no larger. */
const SIZES: [share: number, from: number, to: number][] = [
  [55, 5, 30],
  [85, 30, 120],
  [97, 120, 600],
  [100, 600, 2000],
]

const ROLES = [
  'Application Administrator',
  'User Administrator',
  'Exchange Administrator',
  'Privileged Role Administrator',
  'Global Reader',
]
const ROLES_WITHOUT_CONSENT = ['Exchange Administrator', 'Global Reader']

/** What is decided by chance about a customer. */
const aspects = {
  country: 1,
  band: 2,
  users: 3,
  posture: 4,
  sku: 5,
  consent: 6,
  exchange: 7,
  reach: 8,
  sync: 9,
} as const

/** The customers of a plan: the same at every start. */
export function customers({ count, partner, app, consented }: CustomersPlan): TenantPlan[] {
  const dice = new Dice('customers', partner)
  const order = new Permutation(names.first.length * names.second.length * names.trades.length, 1)
  if (count > order.size) throw new Error(`data/companies.json names no more than ${order.size} customers.`)
  return Array.from({ length: count }, (_, index): TenantPlan => {
    const { name, key } = nameOf(order.at(index))
    const country = dice.choose(COUNTRIES, index, aspects.country)
    const users = sizeOf(dice, index)
    const inReach = dice.roll(40, index, aspects.reach) > 0
    const hasConsented = inReach && dice.roll(100, index, aspects.consent) < consented
    const managesExchange = dice.roll(10, index, aspects.exchange) > 0
    return {
      key,
      name,
      domain: `${key.replaceAll('-', '')}.example`,
      country,
      users,
      guests: Math.floor(users / 20),
      groups: 2 + Math.min(200, Math.floor(users / 8)),
      onPremisesSync: users > 100 && dice.roll(2, index, aspects.sync) === 0,
      posture: dice.choose(POSTURES, index, aspects.posture),
      purchases: { [skuOf(dice, index, users)]: users + Math.ceil(users / 8) },
      ...(hasConsented ? { consents: [{ app, roles: managesExchange ? ['Exchange Administrator'] : [] }] } : {}),
      delegatedTo: { partner, ...relationship(dice.roll(400, index, aspects.reach)) },
    }
  })
}

function nameOf(combination: number): { name: string; key: string } {
  const first = names.first[combination % names.first.length] as string
  const rest = Math.floor(combination / names.first.length)
  const second = names.second[rest % names.second.length] as string
  const trade = names.trades[Math.floor(rest / names.second.length)] as string
  return { name: `${first}${second.toLowerCase()} ${trade}`, key: `${first}${second}-${trade}`.toLowerCase() }
}

function sizeOf(dice: Dice, index: number): number {
  const chance = dice.roll(100, index, aspects.band)
  const [, from, to] = SIZES.find(([share]) => chance < share) as (typeof SIZES)[number]
  return from + dice.roll(to - from + 1, index, aspects.users)
}

/** The small buy what is made for the small, the large what is made for the large. */
function skuOf(dice: Dice, index: number, users: number): string {
  if (users > 300) return dice.choose(['SPE_E3', 'SPE_E5', 'SPE_E3', 'SPE_F1'], index, aspects.sku)
  return dice.choose(['SPB', 'SPB', 'O365_BUSINESS_PREMIUM', 'O365_BUSINESS_ESSENTIALS', 'SPE_E3'], index, aspects.sku)
}

/** One in forty was given too few roles for consent; of four hundred, one has ended and one is about to. */
function relationship(chance: number): { status: string; roles: string[]; endsInDays: number } {
  if (chance === 1) return { status: 'terminated', roles: ROLES, endsInDays: -20 }
  if (chance === 2) return { status: 'expiring', roles: ROLES, endsInDays: 12 }
  return { status: 'active', roles: chance % 40 === 0 ? ROLES_WITHOUT_CONSENT : ROLES, endsInDays: 60 + chance }
}
