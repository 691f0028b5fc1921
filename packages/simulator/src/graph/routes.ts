import { permissionsFor } from './authorize.js'
import { GraphError } from './graph-error.js'
import type { Room } from './room.js'
import { rooms } from './rooms/index.js'

interface Route {
  room: Room
  segments: string[]
  /** Application permissions of which one suffices. */
  allowed: string[]
}

const routes: Route[] = rooms.map((room) => ({
  room,
  segments: room.path.slice(1).toLowerCase().split('/'),
  allowed: permissionsFor('GET', room.path),
}))

export interface Found extends Route {
  keys: string[]
}

/** The room of a path below the version; paths are matched without regard to case. */
export function findRoute(method: string, path: string): Found {
  const segments = pathSegments(path)
  if (segments[0]?.toLowerCase() === 'me') throw new GraphError('meNeedsUser')
  for (const route of routes) {
    const keys = match(route.segments, segments)
    if (!keys) continue
    if (method !== 'GET') {
      throw new GraphError('notImplemented', {
        value: `The simulated cloud does not serve ${method} on this resource.`,
      })
    }
    return { ...route, keys }
  }
  const known = (count: number) =>
    routes.some((route) => match(route.segments.slice(0, count), segments.slice(0, count)))
  const depth = segments.findIndex((_, index) => !known(index + 1))
  throw new GraphError('unknownSegment', { value: segments[Math.max(depth, 0)] ?? '' })
}

function match(wanted: string[], segments: string[]): string[] | undefined {
  if (wanted.length !== segments.length) return undefined
  const keys: string[] = []
  for (const [index, segment] of wanted.entries()) {
    const given = segments[index] as string
    if (segment === '{id}') keys.push(given)
    else if (segment !== given.toLowerCase()) return undefined
  }
  return keys
}

/** `users('x')` is `users/x`, and `servicePrincipals(appId='x')` is `servicePrincipals/appId=x`. */
function pathSegments(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .flatMap((segment) => {
      const decoded = decode(segment)
      const keyed = /^([A-Za-z]+)\((?:([A-Za-z]+)=)?'?([^']*)'?\)$/.exec(decoded)
      if (!keyed) return [decoded]
      return [keyed[1] as string, keyed[2] === undefined ? (keyed[3] as string) : `${keyed[2]}=${keyed[3]}`]
    })
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphError('invalidQuery', { value: 'The request URI is not valid.' })
  }
}
