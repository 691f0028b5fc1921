import type { LinkSeed } from '../store/links.js'
import type { Seed } from '../store/seed.js'
import type { Entity, Tenant } from './model.js'
import { DirectoryLinks } from './people/directory-links.js'
import { Groups } from './people/groups.js'
import { People } from './people/people.js'
import { secondText } from './people/times.js'

/** Directory date-times carry no fraction of a second. */
export function directoryTime(moment: Date): string {
  return secondText(moment.getTime())
}

interface Directory {
  people: People
  groups: Groups
  links: DirectoryLinks
}

const directories = new WeakMap<Tenant, Directory>()

/** The people and groups that a tenant began with. */
function directoryOf(tenant: Tenant): Directory {
  let directory = directories.get(tenant)
  if (!directory) {
    const people = new People(tenant)
    const groups = new Groups(tenant)
    directory = { people, groups, links: new DirectoryLinks(people, groups, tenant.id) }
    directories.set(tenant, directory)
  }
  return directory
}

export const seedUsers = (tenant: Tenant): Seed => directoryOf(tenant).people
export const seedGroups = (tenant: Tenant): Seed => directoryOf(tenant).groups
export const seedMembers = (tenant: Tenant): LinkSeed => directoryOf(tenant).links.members
export const seedOwners = (tenant: Tenant): LinkSeed => directoryOf(tenant).links.owners
export const seedManagers = (tenant: Tenant): LinkSeed => directoryOf(tenant).links.managers

/** Accounts that nobody uses unless nothing else works. */
export function emergencyAccounts(tenant: Tenant): Entity[] {
  const { people } = directoryOf(tenant)
  return Array.from({ length: people.emergency }, (_, index) => people.at(index))
}

/** How many people began with a licence of this SKU. */
export function seatsTaken(tenant: Tenant, skuId: string): number {
  return directoryOf(tenant).people.seats.taken(skuId)
}
