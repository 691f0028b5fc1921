import type { LinkSeed } from '../../store/links.js'
import { type Groups, NESTED_BEFORE } from './groups.js'
import { Membership } from './membership.js'
import type { People } from './people.js'

/** Members and owners of a tenant's groups, and everyone's manager: reckoned, not kept. */
export class DirectoryLinks {
  readonly #membership: Membership

  constructor(
    private readonly people: People,
    private readonly groups: Groups,
    tenantId: string,
  ) {
    const joining = people.size - people.emergency
    this.#membership = new Membership(joining, groups.size - groups.othersFrom, tenantId, 'membership')
  }

  readonly members: LinkSeed = {
    of: (groupId) => {
      const group = this.groups.indexOf(groupId)
      if (group === undefined) return []
      const ids = this.#memberPlaces(group).map((person) => this.people.idAt(person))
      return this.groups.isNested(group) ? [...ids, this.groups.idAt(group - NESTED_BEFORE)] : ids
    },
    has: (groupId, id) => {
      const group = this.groups.indexOf(groupId)
      if (group === undefined) return false
      const person = this.people.indexOf(id)
      if (person !== undefined) return this.#isMember(group, person)
      return this.groups.isNested(group) && this.groups.indexOf(id) === group - NESTED_BEFORE
    },
    ownersOf: (id) => {
      const person = this.people.indexOf(id)
      if (person !== undefined) return this.#groupsOf(person).map((group) => this.groups.idAt(group))
      const group = this.groups.indexOf(id)
      if (group === undefined || group + NESTED_BEFORE >= this.groups.size) return []
      return this.groups.isNested(group + NESTED_BEFORE) ? [this.groups.idAt(group + NESTED_BEFORE)] : []
    },
  }

  readonly owners: LinkSeed = {
    of: (groupId) => {
      const group = this.groups.indexOf(groupId)
      return group === undefined ? [] : this.#ownerPlaces(group).map((person) => this.people.idAt(person))
    },
    has: (groupId, id) => this.owners.of(groupId).includes(id),
    ownersOf: (id) => {
      const person = this.people.indexOf(id)
      if (person === undefined) return []
      const led = Array.from({ length: this.groups.othersFrom }, (_, group) => group)
      const joined = this.#membership
        .groupsOf(person - this.people.emergency)
        .filter(({ nth }) => nth < 2)
        .map(({ group }) => group + this.groups.othersFrom)
      return [...led, ...joined]
        .filter((group) => this.#ownerPlaces(group).includes(person))
        .map((group) => this.groups.idAt(group))
    },
  }

  readonly managers: LinkSeed = {
    of: (userId) => {
      const employee = this.#employee(userId)
      const manager = employee === undefined ? undefined : this.people.jobs.managerOf(employee)
      return manager === undefined ? [] : [this.people.idAt(manager + this.people.emergency)]
    },
    has: (userId, id) => this.managers.of(userId)[0] === id,
    ownersOf: (id) => {
      const employee = this.#employee(id)
      if (employee === undefined) return []
      return this.people.jobs.reportsOf(employee).map((report) => this.people.idAt(report + this.people.emergency))
    },
  }

  /** Where a person stands among the employees. */
  #employee(id: string): number | undefined {
    const person = this.people.indexOf(id)
    if (person === undefined) return undefined
    return person >= this.people.emergency && person < this.people.guestsFrom
      ? person - this.people.emergency
      : undefined
  }

  #memberPlaces(group: number): number[] {
    const { emergency, guestsFrom, jobs } = this.people
    if (group === 0) return Array.from({ length: guestsFrom - emergency }, (_, nth) => emergency + nth)
    if (group < this.groups.othersFrom) return [...jobs.membersOf(group - 1)].map((place) => place + emergency)
    return this.#membership.of(group - this.groups.othersFrom).map((place) => place + emergency)
  }

  #isMember(group: number, person: number): boolean {
    const { emergency, guestsFrom, jobs } = this.people
    if (group >= this.groups.othersFrom) return this.#membership.has(group - this.groups.othersFrom, person - emergency)
    if (person < emergency || person >= guestsFrom) return false
    return group === 0 || jobs.departmentOf(person - emergency) === group - 1
  }

  #groupsOf(person: number): number[] {
    const { emergency } = this.people
    const first = Array.from({ length: this.groups.othersFrom }, (_, group) => group)
    return [
      ...first.filter((group) => this.#isMember(group, person)),
      ...this.#membership.groupsOf(person - emergency).map(({ group }) => group + this.groups.othersFrom),
    ]
  }

  /** A guest owns nothing: a group whose first member is one has an owner less. */
  #ownerPlaces(group: number): number[] {
    const { emergency, guestsFrom, jobs } = this.people
    if (guestsFrom === emergency) return []
    if (group === 0) return [emergency]
    if (group < this.groups.othersFrom) {
      const [leader] = jobs.membersOf(group - 1)
      return leader === undefined ? [] : [leader + emergency]
    }
    return this.#membership
      .first(group - this.groups.othersFrom, this.groups.ownersOf(group))
      .map((place) => place + emergency)
      .filter((person) => person < guestsFrom)
  }
}
