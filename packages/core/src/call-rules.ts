import type { ProviderPlugin } from './plugin.js'

interface Rules {
  plugin: Pick<ProviderPlugin, 'forbiddenCalls' | 'bundles'>
  /** Base address of the simulated cloud, where calls go there. */
  simulator?: string
}

/** Addresses of this machine, as URLs spell them. */
const LOOPBACK = /^((.+\.)?localhost\.?|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[0-9a-f]{2}|0):[0-9a-f]+\])$/i

/**
 * The path as the far side reads it, so that no other spelling slips past the rules. Undefined where two readers could
 * come to two readings: broken or double encoding, hidden dot segments, backslashes, control characters.
 */
export function plainPath(url: URL): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return undefined
  }
  if (/%[0-9a-f]{2}|\\|\p{Cc}|\/\.{1,2}(\/|$)/iu.test(path)) return undefined
  return path
    .replaceAll(/;[^/]*/g, '')
    .replaceAll(/\s+(?=\/|$)/g, '')
    .replaceAll(/\/{2,}/g, '/')
}

/** Whether a host is the one that was declared; `*` at its beginning stands for what may begin one label. */
function isHost(host: string, declared: string): boolean {
  if (!declared.startsWith('*')) return host === declared
  const rest = declared.slice(1)
  return host.endsWith(rest) && /^[a-z0-9-]+$/.test(host.slice(0, -rest.length))
}

/** Why a call must not be sent, if it must not. */
export function reasonToRefuse(
  url: URL,
  method: string,
  path: string | undefined,
  allowed: readonly string[],
  { plugin, simulator }: Rules,
): string | undefined {
  if (url.protocol !== 'https:') return 'only https is allowed'
  if (!allowed.some((host) => isHost(url.host, host))) return `${url.host} is not a host of this connection`
  if (simulator === undefined && LOOPBACK.test(url.hostname)) return 'this server calls itself for simulations alone'
  if (url.username !== '' || url.password !== '') return 'its address holds a user name'
  if (path === undefined) return 'its path can be read in more than one way'
  const forbidden = plugin.forbiddenCalls.find(({ pattern }) => pattern.test(`${method} ${url.host}${path}`))
  return forbidden && `it would touch ${forbidden.what}`
}

/** Calls that travel inside another one are held to the same rules. */
export function reasonInside(
  url: URL,
  path: string | undefined,
  body: RequestInit['body'],
  { plugin }: Rules,
): string | undefined {
  const bundle = plugin.bundles?.find(({ pattern }) => path !== undefined && pattern.test(`${url.host}${path}`))
  if (!bundle) return undefined
  const calls = typeof body === 'string' ? bundle.calls(body) : undefined
  if (!calls) return 'what is inside of it cannot be seen'
  for (const call of calls) {
    const inner = URL.canParse(call.path, url.origin) ? new URL(call.path, url.origin) : undefined
    const innerPath = inner?.origin === url.origin ? plainPath(inner) : undefined
    if (innerPath === undefined) return 'a call inside of it can be read in more than one way'
    const forbidden = plugin.forbiddenCalls.find(({ pattern }) =>
      pattern.test(`${call.method.toUpperCase()} ${url.host}${innerPath}`),
    )
    if (forbidden) return `it would touch ${forbidden.what}`
  }
  return undefined
}
