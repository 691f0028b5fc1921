import { type Allowance, findAllowances } from './authorize.js'
import { GraphError } from './graph-error.js'
import type { Room } from './room.js'
import { rooms } from './rooms/index.js'

/** A room with what it takes to enter it. */
interface Door {
  room: Room
  allowed: Allowance[]
}

/** One segment of the paths that are served, and what may come after it. */
interface Place {
  next: Map<string, Place>
  doors: Door[]
}

export interface Found extends Door {
  keys: string[]
}

const entrance: Place = { next: new Map(), doors: [] }
for (const room of rooms) hang(room)

function hang(room: Room): void {
  const method = room.method ?? 'GET'
  const allowed = findAllowances(method, room.permissionsOf ?? room.path)
  if (!allowed) throw new Error(`data/permissions.json says nothing of ${method} ${room.path}.`)
  let place = entrance
  for (const segment of room.path.slice(1).split('/')) {
    const name = segment.startsWith('{') ? '{}' : segment.toLowerCase().replace(/\(.*\)$/, '()')
    let next = place.next.get(name)
    if (!next) {
      next = { next: new Map(), doors: [] }
      place.next.set(name, next)
    }
    place = next
  }
  place.doors.push({ room, allowed })
}

/** Ways that were found lately. */
const found = new Map<string, Found>()
const KEPT = 2000

/** The room of a path below the version; paths are matched without regard to case. */
export function findRoute(method: string, version: string, path: string): Found {
  const key = `${method} ${version} ${path}`
  let way = found.get(key)
  if (!way) {
    way = walkTo(method, version, path)
    if (found.size >= KEPT) found.clear()
    found.set(key, way)
  }
  return way
}

function walkTo(method: string, version: string, path: string): Found {
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments[0]?.toLowerCase() === 'me') throw new GraphError('meNeedsUser')
  const walk = { deepest: 0, otherMethods: false }
  const way = step(entrance, segments.map(decode), 0, [], method, version, walk)
  if (way) return way
  if (!walk.otherMethods) throw new GraphError('unknownSegment', { value: decode(segments[walk.deepest] ?? '') })
  throw new GraphError('methodNotAllowed')
}

function step(
  place: Place,
  segments: string[],
  index: number,
  keys: string[],
  method: string,
  version: string,
  walk: { deepest: number; otherMethods: boolean },
): Found | undefined {
  walk.deepest = Math.max(walk.deepest, index)
  const segment = segments[index]
  if (segment === undefined) {
    const here = place.doors.filter(({ room }) => room.versions === undefined || room.versions.includes(version))
    const door = here.find(({ room }) => (room.method ?? 'GET') === method)
    if (here.length > 0) walk.otherMethods = true
    return door && { ...door, keys }
  }
  const go = (name: string, more: string[]) => {
    const next = place.next.get(name)
    return next && step(next, segments, index + 1, [...keys, ...more], method, version, walk)
  }
  const lower = segment.toLowerCase()
  const plain = go(lower, []) ?? (lower.startsWith('microsoft.graph.') ? go(lower.slice(16), []) : undefined)
  if (plain) return plain
  const call = /^([\w.]+)\((.*)\)$/s.exec(segment)
  if (!call) return go('{}', [segment])
  const [, name = '', inner = ''] = call
  const asFunction = go(`${name.toLowerCase().replace(/^microsoft\.graph\./, '')}()`, [inner])
  if (asFunction) return asFunction
  const keyed = inner === '' ? [name] : [name, keyOf(inner)]
  return step(
    place,
    [...segments.slice(0, index), ...keyed, ...segments.slice(index + 1)],
    index,
    keys,
    method,
    version,
    walk,
  )
}

/** `users('x')` is `users/x`, and `servicePrincipals(appId='x')` is `servicePrincipals/appId=x`. */
function keyOf(inner: string): string {
  return inner.replace(
    /^((?:\w+=)?)'(.*)'$/s,
    (_whole, name: string, value: string) => name + value.replaceAll("''", "'"),
  )
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphError('invalidQuery', { value: 'The request URI is not valid.' })
  }
}
