import { audienceOf } from '../../odata/collection.js'
import { represent } from '../../odata/representation.js'
import { propertyNames, typeOf } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { type GraphCall, key, type Room, single } from '../room.js'
import { only, policyRules } from './policy-rooms.js'

const PATH = '/policies/authenticationMethodsPolicy'
const TYPE = 'authenticationMethodConfiguration'

/** The configurations that a version knows: hardware tokens are for beta alone. */
export function methodConfigurations(call: GraphCall, policy: Entity | undefined): Entity[] {
  const all = (policy?.['authenticationMethodConfigurations'] ?? []) as Entity[]
  return call.version === 'beta' ? all : all.filter((method) => propertyNames(typeOf(method, TYPE)).length > 0)
}

function shown(call: GraphCall, method: Entity): Entity {
  const address = `${call.root}/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations('${method.id}')`
  const name = typeOf(method, TYPE)
  const { includeTargets, ...own } = represent(method, name, audienceOf(call)) as Entity
  return {
    ...own,
    'includeTargets@odata.context': `${address}/microsoft.graph.${name}/includeTargets`,
    includeTargets,
  }
}

const policy = single(
  PATH,
  policyRules('authenticationMethodsPolicy'),
  (call) => only(call, 'authenticationMethodsPolicy'),
  {
    context: 'authenticationMethodsPolicy',
  },
)

/** The configurations come with the policy. https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get */
const policyRoom: Room = {
  path: PATH,
  answer(call) {
    const body = policy.answer(call) as Record<string, unknown>
    if (call.query.get('$select') !== undefined) return body
    const address = `${call.root}/$metadata#policies/authenticationMethodsPolicy/authenticationMethodConfigurations`
    return {
      ...body,
      'authenticationMethodConfigurations@odata.context': address,
      authenticationMethodConfigurations: methodConfigurations(call, only(call, 'authenticationMethodsPolicy')).map(
        (method) => shown(call, method),
      ),
    }
  },
}

/** Methods are named in any case: `Sms`, `sms`. */
export function findMethod(call: GraphCall, methods: readonly Entity[]): Entity {
  const wanted = key(call).toLowerCase()
  const method = methods.find(({ id }) => id.toLowerCase() === wanted)
  if (!method) throw new GraphError('notFound', { value: key(call) })
  return method
}

const methodRoom: Room = {
  path: `${PATH}/authenticationMethodConfigurations/{id}`,
  answer(call) {
    const method = findMethod(call, methodConfigurations(call, only(call, 'authenticationMethodsPolicy')))
    return {
      '@odata.context': `${call.root}/$metadata#authenticationMethodConfigurations/$entity`,
      ...shown(call, method),
    }
  },
}

export const methodConfigurationRooms: Room[] = [policyRoom, methodRoom]
