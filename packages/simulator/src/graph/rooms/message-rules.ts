import { seedInboxRules } from '../../exchange/recipients/inbox-rules.js'
import { changeState } from '../../exchange/recipients/mailbox-state.js'
import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { pick } from '../../world/ids.js'
import { GraphError } from '../graph-error.js'
import { requireMailbox } from '../mailbox.js'
import { toExchange, toGraph } from '../message-rules.js'
import { createdReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const path = '/users/{id}/mailFolders/inbox/messageRules'

const rules = {
  type: 'messageRule',
  defaults: propertyNames('messageRule'),
  defaultPage: 1000,
  maxPage: 1000,
}

type Rule = Record<string, unknown>

function rulesOf(call: GraphCall): Rule[] {
  const { user, state } = requireMailbox(call)
  return state.rules ?? seedInboxRules(call.tenant, user)
}

const shown = (call: GraphCall) => rulesOf(call).map(toGraph)

function write(call: GraphCall, written: Rule[]): void {
  changeState(call.tenant, requireMailbox(call).user, { rules: written }, call.now.getTime())
}

function locate(call: GraphCall): { held: Rule[]; index: number } {
  const held = rulesOf(call)
  const index = held.map(toGraph).findIndex(({ id }) => id === key(call, 1))
  if (index === -1) throw new GraphError('mailItemNotFound')
  return { held, index }
}

/** https://learn.microsoft.com/graph/api/mailfolder-post-messagerules */
function create(call: GraphCall) {
  const body = readBody(call, 'messageRule', { required: ['displayName', 'sequence'], readOnly: ['id', 'hasError'] })
  if (!body['actions']) throw new GraphError('invalidQuery', { value: 'A rule must have at least one action.' })
  const held = rulesOf(call)
  const { user } = requireMailbox(call)
  const place = Math.min(Math.max(0, Number(body['sequence']) - 1), held.length)
  const rule = {
    ...toExchange(body),
    RuleIdentity: String(
      9_000_000_000_000 + pick(1e9, user.id, 'written rule', call.tenant.set('exchangeMailboxes').journal.last),
    ),
  }
  write(call, [...held.slice(0, place), rule, ...held.slice(place)])
  return createdReply(call, `users('${key(call)}')/mailFolders('inbox')/messageRules`, toGraph(rule, place))
}

function update(call: GraphCall) {
  const { held, index } = locate(call)
  const changed = { ...held[index], ...toExchange(readBody(call, 'messageRule', { readOnly: ['hasError'] })) }
  write(
    call,
    held.map((rule, place) => (place === index ? changed : rule)),
  )
  const context = `${call.root}/$metadata#users('${key(call)}')/mailFolders('inbox')/messageRules/$entity`
  return { '@odata.context': context, ...toGraph(changed, index) }
}

function remove(call: GraphCall) {
  const { held, index } = locate(call)
  write(
    call,
    held.filter((_, place) => place !== index),
  )
  return noContent()
}

export const messageRuleRooms: Room[] = [
  collection(path, rules, shown),
  single(`${path}/{id}`, rules, (call) => {
    const { held, index } = locate(call)
    return held.map(toGraph)[index]
  }),
  { method: 'POST', path, answer: create },
  { method: 'PATCH', path: `${path}/{id}`, answer: update },
  { method: 'DELETE', path: `${path}/{id}`, answer: remove },
]
