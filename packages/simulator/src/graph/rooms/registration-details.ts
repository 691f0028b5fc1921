import { propertyNames } from '../../odata/types.js'
import { derivedView } from '../../store/derived-view.js'
import type { EntityView } from '../../store/entity-set.js'
import { directoryTime } from '../../world/directory.js'
import { findAuthentication } from '../../world/authentication.js'
import { registrationDetails } from '../../world/registration.js'
import { requirePremium } from '../require-premium.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const rules = {
  type: 'userRegistrationDetails',
  defaults: propertyNames('userRegistrationDetails'),
  defaultPage: 100,
  maxPage: 999,
}

const path = '/reports/authenticationMethods/userRegistrationDetails'

/** Everybody who can sign in. */
function details(call: GraphCall): EntityView {
  const admins = administrators(call)
  const at = directoryTime(new Date(Math.floor(call.now.getTime() / 86_400_000) * 86_400_000))
  return derivedView(call.list('users'), (user) =>
    user['accountEnabled'] === false
      ? undefined
      : registrationDetails(call.tenant, user, findAuthentication(call.tenant, user, call.listedAt), {
          isAdmin: admins.has(user.id),
          at,
        }),
  )
}

/** Whoever holds a directory role, or may take one. */
function administrators(call: GraphCall): Set<string> {
  const held = [...call.list('roleAssignments'), ...call.list('roleEligibilities')]
  const members = call.tenant.links('members')
  return new Set(
    held.flatMap((assignment) => {
      const id = String(assignment['principalId'])
      return assignment['principalType'] === 'group' ? members.of(id, call.listedAt) : [id]
    }),
  )
}

export const registrationDetailRooms: Room[] = [
  collection(path, rules, details, { before: requirePremium('P1') }),
  single(`${path}/{id}`, rules, (call) => details(call).get(key(call)), { before: requirePremium('P1') }),
]
