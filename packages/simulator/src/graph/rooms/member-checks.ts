import { list } from '../../odata/collection.js'
import type { Entity } from '../../world/model.js'
import { type DirectoryObject, findDirectoryObject, typed } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { type GraphCall, key, type Room, single } from '../room.js'
import { findUser } from '../user-key.js'
import { allGroupsHolding, transitiveMembershipsOf } from '../user-memberships.js'
import { directoryObjectRules } from './directory-rules.js'

/** In one check. https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups */
const MOST_CHECKED = 20

/** In one look-up. https://learn.microsoft.com/graph/api/directoryobject-getbyids */
const MOST_LOOKED_UP = 1000

function ids(call: GraphCall, name: string, most: number): string[] {
  const given = call.body()[name]
  if (!Array.isArray(given) || !given.every((id) => typeof id === 'string')) {
    throw new GraphError('badRequest', { value: `The parameter '${name}' is missing or not a list of ids.` })
  }
  if (given.length > most) {
    throw new GraphError('badRequest', { value: `The number of values in '${name}' exceeds the maximum of ${most}.` })
  }
  return given
}

/** The object whose memberships are asked for: any in `directoryObjects`, else one of the path's own kind. */
function subject(call: GraphCall, set?: string): string {
  const view = (name: string) => call.read(name)
  const found =
    set === 'users'
      ? findUser(call.read('users'), key(call))
      : findDirectoryObject(view, key(call), set ? [set] : undefined)?.entity
  if (!found) throw new GraphError('notFound', { value: key(call) })
  return found.id
}

function answerIds(call: GraphCall, value: string[]) {
  return { '@odata.context': `${call.root}/$metadata#Collection(Edm.String)`, value }
}

function securityEnabledOnly(call: GraphCall, groupIds: string[]): string[] {
  const wanted = call.body()['securityEnabledOnly']
  if (typeof wanted !== 'boolean') {
    throw new GraphError('badRequest', { value: "The parameter 'securityEnabledOnly' is missing." })
  }
  const groups = call.list('groups')
  return wanted
    ? groupIds.filter((id) => (groups.get(id) ?? { securityEnabled: true })['securityEnabled'] === true)
    : groupIds
}

/** Memberships by their ids, through groups in groups. */
function checks(path: string, set?: string): Room[] {
  const inGroups = (call: GraphCall) => allGroupsHolding(call, subject(call, set))
  const inAll = (call: GraphCall) => transitiveMembershipsOf(call, subject(call, set))
  const among = (held: string[], asked: string[]) => asked.filter((id) => held.includes(id.toLowerCase()))
  return [
    {
      method: 'POST',
      path: `${path}/checkMemberGroups`,
      answer: (call) => answerIds(call, among(inGroups(call), ids(call, 'groupIds', MOST_CHECKED))),
    },
    {
      method: 'POST',
      path: `${path}/checkMemberObjects`,
      answer: (call) => answerIds(call, among(inAll(call), ids(call, 'ids', MOST_CHECKED))),
    },
    {
      method: 'POST',
      path: `${path}/getMemberGroups`,
      answer: (call) => answerIds(call, securityEnabledOnly(call, inGroups(call))),
    },
    {
      method: 'POST',
      path: `${path}/getMemberObjects`,
      answer: (call) => answerIds(call, securityEnabledOnly(call, inAll(call))),
    },
  ]
}

/** Objects by their ids, whatever they are; unknown ids are left out. */
function getByIds(call: GraphCall) {
  const asked = ids(call, 'ids', MOST_LOOKED_UP)
  const { types = [] } = call.body()
  if (!Array.isArray(types)) throw new GraphError('badRequest', { value: "The parameter 'types' is not a list." })
  const wanted = types.map((type) => String(type).toLowerCase()).filter((type) => type !== 'directoryobject')
  const fits = ({ type }: DirectoryObject) => wanted.length === 0 || wanted.includes(type.toLowerCase())
  const found = asked.flatMap((id) => findDirectoryObject((set) => call.list(set), id) ?? []).filter(fits)
  const rules = { ...directoryObjectRules, defaultPage: MOST_LOOKED_UP, maxPage: MOST_LOOKED_UP }
  return list(found.map(typed), rules, { ...call, context: 'directoryObjects' })
}

function directoryObject(call: GraphCall): Entity | undefined {
  const found = findDirectoryObject((set) => call.read(set), key(call))
  return found && typed(found)
}

export const memberCheckRooms: Room[] = [
  ...checks('/users/{id}', 'users'),
  ...checks('/groups/{id}', 'groups'),
  ...checks('/directoryObjects/{id}'),
  { method: 'POST', path: '/directoryObjects/getByIds', answer: getByIds },
  single('/directoryObjects/{id}', directoryObjectRules, directoryObject, { context: 'directoryObjects/$entity' }),
]
