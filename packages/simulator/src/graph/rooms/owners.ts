import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { requireByKey } from '../object-key.js'
import { alreadyLinked, readReference } from '../references.js'
import { noContent } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'

const OWNED = {
  applications: { links: 'applicationOwners', type: 'Application', name: 'application' },
  servicePrincipals: { links: 'servicePrincipalOwners', type: 'ServicePrincipal', name: 'service principal' },
} as const

/** Adding and removing owners of applications and of service principals. */
export function ownerRooms(set: keyof typeof OWNED): Room[] {
  const { links, type, name } = OWNED[set]
  const owned = (call: GraphCall) => requireByKey(call.tenant.set(set).view(), key(call))
  const note = (call: GraphCall, id: string, ownerId: string, verb: 'Add' | 'Remove') =>
    audit(call, {
      activity: `${verb} owner ${verb === 'Add' ? 'to' : 'from'} ${name}`,
      category: 'ApplicationManagement',
      targets: [
        { id: ownerId, type: 'User' },
        { id, type },
      ],
    })
  return [
    {
      method: 'POST',
      path: `/${set}/{id}/owners/$ref`,
      answer(call) {
        const { id } = owned(call)
        const owner = readReference(call, ['users', 'servicePrincipals']).entity
        if (call.tenant.links(links).has(id, owner.id)) {
          throw alreadyLinked('owners')
        }
        call.tenant.links(links).add(id, owner.id, call.now.getTime())
        note(call, id, owner.id, 'Add')
        return noContent()
      },
    },
    {
      method: 'DELETE',
      path: `/${set}/{id}/owners/{ownerId}/$ref`,
      answer(call) {
        const { id } = owned(call)
        const ownerId = key(call, 1)
        if (!call.tenant.links(links).has(id, ownerId)) throw new GraphError('notFound', { value: ownerId })
        call.tenant.links(links).remove(id, ownerId, call.now.getTime())
        note(call, id, ownerId, 'Remove')
        return noContent()
      },
    },
  ]
}
