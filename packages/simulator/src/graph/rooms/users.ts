import { deltaRoom } from '../../odata/delta-room.js'
import { mappedView } from '../../store/derived-view.js'
import type { EntityView } from '../../store/entity-set.js'
import { settleGroupLicences } from '../../world/group-licences.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { FACT_SOURCES, factsAskedFor, withFacts } from '../../world/user-facts.js'
import { findAllowances, honouredRoles } from '../authorize.js'
import { directoryObjects, typed } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { findUser, requireUser } from '../user-key.js'
import { membershipsOf, transitiveMembershipsOf } from '../user-memberships.js'
import { userRules } from './directory-rules.js'

/** https://learn.microsoft.com/graph/permissions-reference#userreadbasicall */
const BASIC = ['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName']

/** Kept outside the directory; a list cannot show them. https://learn.microsoft.com/graph/api/user-list */
const NOT_IN_LISTS =
  /\b(aboutMe|birthday|hireDate|interests|mySite|pastProjects|preferredName|responsibilities|schools|skills|mailboxSettings)\b/i

/**
 * Sign-in activity needs a permission of its own and Entra ID P1, and fails the whole list without them.
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
function guardSignInActivity({ query, caller, tenant }: GraphCall): void {
  const filter = query.get('$filter') ?? ''
  const order = query.get('$orderby') ?? ''
  if (!/\bsignInActivity\b/i.test(`${query.get('$select') ?? ''} ${filter} ${order}`)) return
  if (!caller.roles.includes('AuditLog.Read.All')) throw new GraphError('denied')
  if (!hasPremium(tenant, 'P1')) throw new GraphError('nonPremiumTenant')
  if (Number(query.get('$top') ?? 0) > 500) {
    throw new GraphError('badRequest', {
      value: `Invalid page size specified: '${query.get('$top')}'. Must be between 1 and 500 inclusive.`,
    })
  }
  const others = filter.split(/\b(?:and|or)\b/i).filter((clause) => !/signInActivity/i.test(clause))
  if (/signInActivity/i.test(filter) && others.length > 0) {
    throw new GraphError('unsupportedQuery', {
      value: 'Filter on signInActivity is not supported together with other filterable properties.',
    })
  }
  if (/signInActivity/i.test(order)) {
    throw new GraphError('unsupportedQuery', { value: 'Sorting by signInActivity is not supported.' })
  }
}

function guardList(call: GraphCall): void {
  const name = NOT_IN_LISTS.exec(call.query.get('$select') ?? '')?.[0]
  if (name !== undefined) {
    throw new GraphError('notImplemented', { value: `The property '${name}' can only be selected on a single user.` })
  }
  guardSignInActivity(call)
}

/** The users as this caller may see them, with the properties the query mentions. */
function shownUsers(call: GraphCall, users: EntityView): EntityView {
  settleGroupLicences(call.tenant, call.now)
  if (isBasicReader(call)) return mappedView(users, basicProfile)
  const facts = factsAskedFor(call.query.raw)
  return facts.length === 0 ? users : mappedView(users, (user) => withFacts(call.tenant, user, facts))
}

/** Whether the one permission that opens users to the caller is that of basic profiles. */
function isBasicReader({ caller, servicePrincipal, now }: GraphCall): boolean {
  const honoured = honouredRoles(caller, servicePrincipal, now)
  const opening = (findAllowances('GET', '/users') ?? []).filter(({ role }) => honoured.has(role))
  return opening.length > 0 && opening.every(({ role }) => role === 'User.ReadBasic.All')
}

function basicProfile(user: Entity): Entity {
  return { id: user.id, ...Object.fromEntries(BASIC.map((name) => [name, user[name]])) }
}

/** A manager's people, directly or down to the last. */
function reports(call: GraphCall, managerId: string, transitive = false): Entity[] {
  const users = call.list('users')
  const found = new Map<string, Entity>()
  const pending = [managerId]
  while (pending.length > 0) {
    for (const id of call.tenant.links('manager').ownersOf(pending.pop() as string, call.listedAt)) {
      const user = users.get(id)
      if (!user || found.has(id) || id === managerId) continue
      found.set(id, user)
      if (transitive) pending.push(id)
    }
  }
  return [...found.values()].map(asUser)
}

function managerOf(call: GraphCall): Entity {
  const users = call.read('users')
  const user = requireUser(call)
  const [managerId] = call.tenant.links('manager').of(user.id, call.readAt)
  const manager = managerId === undefined ? undefined : users.get(managerId)
  if (!manager) throw new GraphError('notFound', { value: 'manager' })
  return asUser(manager)
}

function asUser(user: Entity): Entity {
  return { '@odata.type': '#microsoft.graph.user', ...user }
}

const directReports = (call: GraphCall) => reports(call, requireUser(call).id)

/** Sign-in activity is kept outside the directory and not followed. https://learn.microsoft.com/graph/delta-query-users */
const usersDelta = deltaRoom('/users/delta', {
  set: 'users',
  rules: userRules,
  links: { manager: { links: 'manager' } },
  show: (call) => (user, names) => withFacts(call.tenant, user, names),
  derived: FACT_SOURCES,
})

function answerDelta(call: GraphCall): unknown {
  if (/\bsignInActivity\b/i.test(call.query.get('$select') ?? '')) {
    throw new GraphError('unsupportedQuery', { value: 'signInActivity is not supported in a delta query.' })
  }
  settleGroupLicences(call.tenant, call.now)
  return usersDelta.answer(call)
}

const expands: Record<string, (user: Entity, call: GraphCall) => unknown> = {
  manager(user, call) {
    const [managerId] = call.tenant.links('manager').of(user.id, call.listedAt)
    const manager = managerId === undefined ? undefined : call.list('users').get(managerId)
    return manager && asUser(manager)
  },
  directReports: (user, call) => reports(call, user.id),
  memberOf: (user, call) => directoryObjects(call, membershipsOf(call, user.id)).map(typed),
  transitiveMemberOf: (user, call) => directoryObjects(call, transitiveMembershipsOf(call, user.id)).map(typed),
}

const expanding = { ...userRules, expands }

const listed = (call: GraphCall) => shownUsers(call, call.list('users'))
const read = (call: GraphCall) => findUser(shownUsers(call, call.read('users')), key(call))

export const userRooms: Room[] = [
  collection('/users', expanding, listed, { before: guardList }),
  counted('/users', userRules, listed),
  { ...usersDelta, answer: answerDelta },
  single('/users/{id}', expanding, read, { before: guardSignInActivity }),
  single('/users/{id}/manager', userRules, managerOf, { context: 'directoryObjects/$entity' }),
  collection('/users/{id}/directReports', userRules, directReports, { context: 'directoryObjects' }),
  counted('/users/{id}/directReports', userRules, directReports),
  {
    path: '/users/{id}/transitiveReports/$count',
    answer(call) {
      if (!call.eventual)
        throw new GraphError('unsupportedQuery', {
          value: 'Request with $count needs the header ConsistencyLevel: eventual.',
        })
      return reports(call, requireUser(call).id, true).length
    },
  },
]
