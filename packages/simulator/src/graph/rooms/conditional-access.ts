import { propertyNames } from '../../odata/types.js'
import type { EntityView } from '../../store/entity-set.js'
import { mappedView } from '../../store/derived-view.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { complete } from '../../world/policies/complete.js'
import { baseline } from '../../world/policies/conditional-access-baseline.js'
import { guid } from '../../world/ids.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { strengthOf, withStrength } from './conditional-access-shown.js'
import { conditionalAccessWriteRooms } from './conditional-access-write.js'
import { needsPremium } from './licence-needs.js'
import { namedLocationWriteRooms } from './named-locations-write.js'
import { policyRooms, policyRules } from './policy-rooms.js'

const PATH = '/identity/conditionalAccess'

/** Licences that lapsed take the policies out of sight. */
function shown(call: GraphCall, view: EntityView): EntityView | Entity[] {
  return hasPremium(call.tenant, 'P1') ? mappedView(view, (policy) => withStrength(call, policy)) : []
}

/** Every rule of the baseline is also there as a template. */
const templates: Entity[] = baseline
  .filter(({ workload }) => !workload)
  .map(({ names, grant }) =>
    complete('conditionalAccessTemplate', {
      id: guid('conditional access template', names[0]),
      name: names[0],
      description: names[0],
      scenarios: 'secureFoundation,zeroTrust',
      details: {
        conditions: {
          clientAppTypes: ['all'],
          applications: { includeApplications: ['All'] },
          users: { includeUsers: ['All'] },
        },
        grantControls: grant ?? null,
      },
    }),
  )

const strengths = '/policies/authenticationStrengthPolicies'
const P1 = { before: needsPremium('P1'), expands: ['combinationConfigurations'], inline: ['combinationConfigurations'] }

export const conditionalAccessRooms: Room[] = [
  collection(`${PATH}/policies`, policyRules('conditionalAccessPolicy'), (call) =>
    shown(call, call.list('conditionalAccessPolicies')),
  ),
  single(`${PATH}/policies/{id}`, policyRules('conditionalAccessPolicy'), (call) => {
    const policy = call.read('conditionalAccessPolicies').get(key(call))
    return policy && hasPremium(call.tenant, 'P1') ? withStrength(call, policy) : undefined
  }),
  ...policyRooms(`${PATH}/namedLocations`, 'namedLocations', 'namedLocation'),
  ...policyRooms(
    `${PATH}/authenticationContextClassReferences`,
    'authenticationContexts',
    'authenticationContextClassReference',
    { before: needsPremium('P1') },
  ),
  collection(`${PATH}/templates`, policyRules('conditionalAccessTemplate'), () => templates),
  single(`${PATH}/templates/{id}`, policyRules('conditionalAccessTemplate'), (call) =>
    templates.find(({ id }) => id === key(call)),
  ),
  ...policyRooms(strengths, 'authenticationStrengthPolicies', 'authenticationStrengthPolicy', P1),
  ...policyRooms(
    `${PATH}/authenticationStrength/policies`,
    'authenticationStrengthPolicies',
    'authenticationStrengthPolicy',
    { ...P1, permissionsOf: strengths },
  ),
  usage(),
  ...conditionalAccessWriteRooms,
  ...namedLocationWriteRooms,
]

/** Which policies ask for a strength. https://learn.microsoft.com/graph/api/authenticationstrengthpolicy-usage */
function usage(): Room {
  return {
    path: `${strengths}/{id}/usage()`,
    permissionsOf: `${strengths}/{id}/usage`,
    answer(call) {
      const id = key(call)
      if (!call.read('authenticationStrengthPolicies').get(id)) throw new GraphError('notFound', { value: id })
      const names = propertyNames('conditionalAccessPolicy')
      const mfa = [...call.list('conditionalAccessPolicies')]
        .filter((policy) => strengthOf(policy) === id)
        .map((policy) => Object.fromEntries(names.map((name) => [name, policy[name] ?? null])))
      return { '@odata.context': `${call.root}/$metadata#microsoft.graph.authenticationStrengthUsage`, none: [], mfa }
    },
  }
}
