import { audienceOf } from '../../odata/collection.js'
import { represent } from '../../odata/representation.js'
import { findRelationship, propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

interface Facts {
  versions?: string[]
  permissionsOf?: string
  context?: string
  before?: (call: GraphCall) => void
  /** Relationships that `$expand` takes; an object holds what it is related to. */
  expands?: string[]
  /** Relationships that are always there. */
  inline?: string[]
  refuses?: string[]
  /** Graph shows no id. */
  nameless?: boolean
}

export function policyRules(type: string, facts: Pick<Facts, 'expands' | 'refuses'> = {}) {
  const expands = Object.fromEntries(
    (facts.expands ?? []).map((name) => [name, (entity: Entity) => entity[name] ?? []]),
  )
  return {
    type,
    defaults: propertyNames(type),
    defaultPage: 100,
    maxPage: 999,
    expands,
    refuses: facts.refuses ?? [],
  }
}

/** The objects of a set, and each of them. */
export function policyRooms(path: string, set: string, type: string, facts: Facts = {}): Room[] {
  return [policyList(path, set, type, facts), policyOne(`${path}/{id}`, set, type, facts)]
}

export function policyList(path: string, set: string, type: string, facts: Facts = {}): Room {
  const room = collection(path, policyRules(type, facts), (call) => call.list(set), facts)
  return placed(
    facts,
    withInline(room, type, facts, (call) => call.list(set)),
  )
}

function policyOne(path: string, set: string, type: string, facts: Facts = {}): Room {
  const room = single(path, policyRules(type, facts), (call) => call.read(set).get(key(call)), facts)
  return placed(
    facts,
    withInline(room, type, facts, (call) => call.read(set)),
  )
}

/** A set of one, which stands at a path of its own. */
export function policyOnly(path: string, set: string, type: string, facts: Facts = {}): Room {
  const room = single(path, policyRules(type, facts), (call) => only(call, set), facts)
  return placed(
    facts,
    withoutId(
      facts,
      withInline(room, type, facts, (call) => call.read(set)),
    ),
  )
}

export function only(call: GraphCall, set: string): Entity | undefined {
  const [entity] = call.read(set)
  return entity
}

function placed({ versions, permissionsOf }: Facts, room: Room): Room {
  return { ...room, ...(versions ? { versions } : {}), ...(permissionsOf ? { permissionsOf } : {}) }
}

function withoutId({ nameless }: Facts, room: Room): Room {
  if (!nameless) return room
  return {
    ...room,
    answer(call) {
      const { id: _id, ...shown } = room.answer(call) as Record<string, unknown>
      return shown
    },
  }
}

function withInline(room: Room, type: string, { inline }: Facts, view: (call: GraphCall) => Iterable<Entity>): Room {
  if (!inline) return room
  return {
    ...room,
    answer(call) {
      const body = room.answer(call) as Record<string, unknown>
      const entities = new Map([...view(call)].map((entity) => [entity.id, entity]))
      const fill = (shown: Record<string, unknown>) => {
        const entity = entities.get(String(shown['id']))
        return entity ? { ...shown, ...related(call, entity, type, inline) } : shown
      }
      const { value } = body
      return Array.isArray(value) ? { ...body, value: (value as Record<string, unknown>[]).map(fill) } : fill(body)
    },
  }
}

/** What an object is always shown with, unless something else was selected or it was expanded. */
function related(call: GraphCall, entity: Entity, type: string, names: string[]): Record<string, unknown> {
  const selected = call.query.get('$select')?.split(',')
  const expanded = call.query.get('$expand') ?? ''
  const wanted = names.filter((name) => (selected?.includes(name) ?? true) && !expanded.includes(name))
  return Object.fromEntries(
    wanted.map((name) => [
      name,
      represent(entity[name], findRelationship(type, name)?.type ?? 'unknown', audienceOf(call)),
    ]),
  )
}
