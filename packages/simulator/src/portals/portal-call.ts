import type { HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'

/** One request to a portal, as its pages see it. */
export interface PortalCall {
  simulation: Simulation
  request: HttpRequest
  /** The tenant that the address names. */
  tenant: Tenant | undefined
  /** What stands after the `#`: `view/Microsoft_AAD_IAM/…`. */
  view: string
  query: URLSearchParams
  /** What a button sent; without one, the page is only looked at. */
  form: URLSearchParams | undefined
  done: string | undefined
}

/** `…/appId/1234/…`: the part after a name. */
export function part(view: string, name: string): string | undefined {
  const parts = view.split('/')
  const place = parts.findIndex((one) => one.toLowerCase() === name.toLowerCase())
  const value = place === -1 ? undefined : parts[place + 1]
  return value === undefined ? undefined : decodeURIComponent(value)
}

/** Tenants whose name, domain or id contains a text; not more than fit on a page. */
export function search(tenants: readonly Tenant[], text: string): Tenant[] {
  const wanted = text.toLowerCase()
  const found = tenants.filter(
    ({ id, name, domains }) =>
      id === wanted || name.toLowerCase().includes(wanted) || domains.some((domain) => domain.name.includes(wanted)),
  )
  return found.slice(0, 50)
}
