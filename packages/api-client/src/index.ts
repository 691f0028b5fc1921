import createClient, { type Client } from 'openapi-fetch'
import type { components, operations, paths } from './schema.js'

export type { components, operations, paths }

/** A shape of the API by its name, e.g. `Schema<'Connection'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

/** What an operation takes, e.g. `Body<'/api/v1/organizations', 'post'>`. */
export type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: { content: { 'application/json': infer Taken } }
}
  ? Taken
  : never

/** What every error answer holds. */
export type Problem = Schema<'Problem'>

/** Where the API is, and what to send with each request. */
export interface ApiClientOptions {
  /** e.g. `https://tenantry.example.com`; the page's own origin when left out. */
  baseUrl?: string
  /** An API key. Leave it out in a browser that has a session. */
  apiKey?: string
  headers?: Record<string, string>
  fetch?: (request: Request) => Promise<Response>
}

export type ApiClient = Client<paths>

/**
 * A client with the types of every operation.
 *
 * @example
 * const api = createApiClient({ baseUrl: 'https://tenantry.example.com', apiKey: process.env.TENANTRY_KEY })
 * const { data, error } = await api.GET('/api/v1/organizations/{organizationId}/audit', { params: { path: { organizationId } } })
 */
export function createApiClient({ baseUrl = '', apiKey, headers, fetch }: ApiClientOptions = {}): ApiClient {
  return createClient<paths>({
    baseUrl,
    headers: { 'x-tenantry': '1', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }), ...headers },
    ...(fetch && { fetch }),
  })
}
