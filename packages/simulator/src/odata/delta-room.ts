import { findDirectoryObject } from '../graph/directory-objects.js'
import { entityReply } from '../graph/reply.js'
import type { GraphCall, Room } from '../graph/room.js'
import { answerDelta } from './delta.js'
import type { DeltaRules } from './delta-rules.js'
import type { DeltaSource } from './delta-source.js'

/** The sets whose objects are members, owners or managers. */
const OTHERS = ['users', 'groups', 'servicePrincipals', 'devices', 'contacts']

/**
 * The delta function of a set. `links` are the relationships that can be followed, each with the name of its links;
 * those marked so are followed when nothing is selected, too.
 */
export function deltaRoom(
  path: string,
  facts: {
    set: string
    rules: Pick<DeltaRules, 'type' | 'defaults' | 'defaultPage'>
    links?: Readonly<Record<string, { links: string; always?: boolean }>>
    show?: (call: GraphCall) => NonNullable<DeltaSource['show']>
    derived?: DeltaSource['derived']
  },
): Room {
  const relationships = Object.entries(facts.links ?? {})
  const others = relationships.length === 0 ? [] : OTHERS
  const rules: DeltaRules = {
    ...facts.rules,
    context: path.slice(1).replace(/\/delta$/, ''),
    links: Object.fromEntries(relationships.map(([name, { always = false }]) => [name, { always }])),
  }
  return {
    path,
    answer(call) {
      const { tenant } = call
      const asked = call.query.get('$skiptoken') ?? call.query.get('$deltatoken')
      const fault = asked === undefined ? undefined : call.simulation.faults.take('expireDelta', call.target)
      const source: DeltaSource = {
        set: tenant.set(facts.set),
        links: new Map(relationships.map(([name, { links }]) => [name, tenant.links(links)])),
        others: others.filter((name) => name !== facts.set).map((name) => tenant.set(name)),
        typeOf: (id: string, asOf: number) =>
          findDirectoryObject((set) => tenant.set(set).view(asOf), id, others)?.type,
        show: facts.show?.(call),
        derived: facts.derived,
      }
      const delta = { ...call, ...(fault ? { expire: fault.as ?? '410' } : {}) }
      return entityReply(call, answerDelta(source, rules, delta))
    },
  }
}
