import type { EntityView } from '../store/entity-set.js'
import { isGuid } from '../world/ids.js'
import type { Entity } from '../world/model.js'
import { GraphError } from './graph-error.js'

/** The properties that name an object as well as its id does: `servicePrincipals(appId='…')`. */
const ALTERNATES: Record<string, string> = { appid: 'appId', deviceid: 'deviceId', roletemplateid: 'roleTemplateId' }

/** By object id or by an alternate key, as the path gives it. */
export function findByKey(view: EntityView, key: string): Entity | undefined {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(key) ?? []
  const property = name === undefined ? undefined : ALTERNATES[name.toLowerCase()]
  if (property !== undefined && value !== undefined) return view.find(property, value)
  if (!isGuid(key.toLowerCase())) throw new GraphError('badRequest', { value: `Invalid object identifier '${key}'.` })
  return view.get(key)
}

export function requireByKey(view: EntityView, key: string): Entity {
  const entity = findByKey(view, key)
  if (!entity) throw new GraphError('notFound', { value: key })
  return entity
}
