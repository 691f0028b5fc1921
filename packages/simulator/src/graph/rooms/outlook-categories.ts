import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { guid } from '../../world/ids.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { requireMailbox } from '../mailbox.js'
import { createdReply } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const path = '/users/{id}/outlook/masterCategories'

const rules = { type: 'outlookCategory', defaults: propertyNames('outlookCategory'), defaultPage: 100, maxPage: 999 }

/** What every new mailbox has. https://learn.microsoft.com/graph/api/resources/outlookcategory */
const BEGINNINGS = ['Red', 'Orange', 'Yellow', 'Green', 'Blue', 'Purple']

function categories(call: GraphCall): Entity[] {
  const { user } = requireMailbox(call)
  const written = call.tenant.set('outlookCategories').view().get(user.id)
  if (written) return written['categories'] as Entity[]
  const presets = [0, 1, 3, 4, 7, 8]
  return BEGINNINGS.map((name, index) => ({
    id: guid(user.id, 'category', name),
    displayName: `${name} category`,
    color: `preset${presets[index]}`,
  }))
}

function add(call: GraphCall) {
  const { user } = requireMailbox(call)
  const { displayName, color = 'none' } = readBody(call, 'outlookCategory', { required: ['displayName'] })
  const held = categories(call)
  if (held.some((category) => category['displayName'] === displayName)) {
    throw new GraphError('invalidQuery', { value: 'A category with this name exists already.' })
  }
  const category: Entity = { id: guid(user.id, 'category', String(displayName)), displayName, color }
  const set = call.tenant.set('outlookCategories')
  const changes = { categories: [...held, category] }
  if (set.view().get(user.id)) set.update(user.id, changes, call.now.getTime())
  else set.create({ id: user.id, ...changes }, call.now.getTime())
  return createdReply(call, `users('${key(call)}')/outlook/masterCategories`, category)
}

export const outlookCategoryRooms: Room[] = [
  collection(path, rules, categories),
  single(`${path}/{id}`, rules, (call) => categories(call).find(({ id }) => id === key(call, 1))),
  { method: 'POST', path, answer: add },
]
