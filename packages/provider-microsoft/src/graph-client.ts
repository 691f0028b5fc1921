import { randomUUID } from 'node:crypto'
import type { AuthenticationProvider, Client as Sdk, Context, Middleware } from '@microsoft/microsoft-graph-client'
import { AppError, comparePermissions, type Host, unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import { notNow, parseJson } from './answers.js'
import type { Cloud } from './clouds.js'
import { fromGraphRefusal } from './graph-errors.js'
import { graphSdk } from './libraries.js'
import { lattice } from './permissions/lattice.js'
import { Pace, PATIENT } from './pace.js'
import { provenanceOf } from './provenance.js'
import type { Token, TokenClient } from './token-client.js'

/** What a call says about itself, for the log, for errors and for the record of used permissions. */
export interface GraphCall {
  purpose: string
  /** Permissions any one of which allows the call, least privileged first. */
  permissions: readonly string[]
  feature: string
  licence?: string
  /** The service that a tenant does not have where Graph finds nothing at this path. */
  service?: string
  /** Nobody waits for the answer: waits as long as Graph asks for. */
  patient?: boolean
  /** How many times the usual deadline it may take. */
  slow?: number
}

/** One page of a list; `next` is the link to the one after it, below the host. */
export interface GraphPage<T> {
  value: T[]
  next?: string
}

/** Reads Microsoft Graph as one app in one tenant, through the official SDK. */
export class GraphClient {
  readonly #sdk: Sdk
  readonly #pace: Pace

  constructor(
    private readonly tokens: TokenClient,
    private readonly tenant: string,
    private readonly cloud: Cloud,
    host: Host,
  ) {
    this.#pace = new Pace(host)
    const { AuthenticationHandler, Client } = graphSdk()
    const authentication = new AuthenticationHandler(bearer(tokens))
    authentication.setNext(new HostHandler(host, tokens, tenant, this.#pace))
    this.#sdk = Client.initWithMiddleware({
      middleware: new ErrorCarrier(authentication),
      baseUrl: `https://${cloud.graph}/`,
      customHosts: new Set([cloud.graph]),
    })
  }

  /**
   * Reads one resource or one page. `path` is relative to the version, e.g. `/organization?$select=id`, or begins with
   * one, e.g. `/beta/admin/forms`.
   */
  get<T>(path: string, schema: z.ZodType<T>, call: GraphCall): Promise<T> {
    return this.#ask(path, schema, call, (request) => request.get())
  }

  /** Asks with a body for something that is read; Graph changes nothing. */
  query<T>(path: string, body: object, schema: z.ZodType<T>, call: GraphCall): Promise<T> {
    return this.#ask(path, schema, call, (request) => request.post(body))
  }

  /** One page of a list: the first one, or the one that `next` of a page before it names. */
  async page<T>(path: string, schema: z.ZodType<T>, call: GraphCall): Promise<GraphPage<T>> {
    const page = await this.get(path, pageOf(schema), call)
    const next = this.#next(page['@odata.nextLink'])
    return { value: page.value, ...(next !== undefined && { next }) }
  }

  /** Reads a collection page by page, following the links as they come; a page may be empty and not the last. */
  async *pages<T>(path: string, schema: z.ZodType<T>, call: GraphCall): AsyncGenerator<GraphPage<T>> {
    const seen = new Set<string>()
    for (let next: string | undefined = path; next !== undefined;) {
      if (seen.has(next)) {
        throw unexpectedAnswer({ service: this.cloud.graph, what: 'a list that leads back to itself' })
      }
      seen.add(next)
      const page: GraphPage<T> = await this.page(next, schema, call)
      yield page
      next = page.next
    }
  }

  /** Sends nothing for a while, as Graph asked inside of an answer. */
  rest(seconds: number): Promise<void> {
    return this.#pace.rest(seconds)
  }

  /** Signs in anew, so that grants made since the last token count. */
  signIn(): Promise<Token> {
    return this.tokens.forGraph({ fresh: true })
  }

  /** The tenant as it was named at connect time. */
  get tenantName(): string {
    return this.tenant
  }

  async #ask<T>(
    path: string,
    schema: z.ZodType<T>,
    call: GraphCall,
    send: (request: ReturnType<Sdk['api']>) => Promise<unknown>,
  ): Promise<T> {
    const address = VERSION.test(path) ? `https://${this.cloud.graph}${path}` : path
    const body: unknown = await send(this.#sdk.api(address).options({ call })).catch((error: unknown) => {
      throw error instanceof graphSdk().GraphClientError && error.customError instanceof Error
        ? error.customError
        : error
    })
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    const what = `an unknown form of ${path.split('?')[0]} (${field})`
    throw unexpectedAnswer({ service: 'Microsoft Graph', what })
  }

  /** A link that leads elsewhere is not followed: the token would go with it. */
  #next(link: string | undefined): string | undefined {
    if (link === undefined) return undefined
    const url = URL.canParse(link) ? new URL(link) : undefined
    if (url?.protocol === 'https:' && url.host === this.cloud.graph && VERSION.test(url.pathname)) {
      return `${url.pathname}${url.search}`
    }
    throw unexpectedAnswer({ service: this.cloud.graph, what: 'a list that goes on at another address' })
  }
}

const VERSION = /^\/(v1\.0|beta)\//

function pageOf<T>(schema: z.ZodType<T>) {
  return z.looseObject({ value: z.array(schema), '@odata.nextLink': z.string().optional() })
}

function bearer(tokens: TokenClient): AuthenticationProvider {
  return { getAccessToken: async () => (await tokens.forGraph()).value }
}

/** The first link of the SDK's chain, which passes on only errors of its own kind unchanged: ours travel inside one. */
class ErrorCarrier implements Middleware {
  constructor(private readonly next: Middleware) {}

  async execute(context: Context): Promise<void> {
    try {
      await this.next.execute(context)
    } catch (error) {
      throw error instanceof AppError
        ? Object.assign(new (graphSdk().GraphClientError)(error.message), { customError: error })
        : error
    }
  }
}

/** The last link of the SDK's chain: sends through the host and turns refusals into our errors. */
class HostHandler implements Middleware {
  constructor(
    private readonly host: Host,
    private readonly tokens: TokenClient,
    private readonly tenant: string,
    private readonly pace: Pace,
  ) {}

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url
    const { call, ...options } = (context.options ?? {}) as RequestInit & { call: GraphCall }
    const method = options.method ?? 'GET'
    const patience = call.patient ? PATIENT : undefined
    const headers = named(options.headers)
    headers['client-request-id'] = randomUUID()
    const send = () =>
      this.host.fetch(url, {
        ...options,
        headers,
        permissions: call.permissions,
        purpose: call.purpose,
        ...(call.slow !== undefined && { patience: call.slow }),
      })
    let response = await this.pace.send(url, send, patience)
    if (response.status === 401) {
      const refused = headers['authorization']?.replace(/^Bearer /, '') ?? ''
      headers['authorization'] = `Bearer ${(await this.tokens.inPlaceOf(refused)).value}`
      response = await this.pace.send(url, send, patience)
    }
    const text = await response.text()
    const at = this.host.clock.now()
    const failure = response.ok ? undefined : await this.#failure(method, url, response, text, at, call)
    if (failure) throw failure
    if (text !== '') parseJson(text, response, new URL(url).host, url, at)
    context.response = response.bodyUsed || text === '' ? remade(response, text) : response
  }

  async #failure(method: string, url: string, response: Response, text: string, at: Date, call: GraphCall) {
    const later = notNow(method, url, response, at)
    if (later) return later
    const body = jsonOrNothing(text)
    const code = (body as { error?: { code?: string } } | undefined)?.error?.code
    const provenance = provenanceOf(method, url, response, at, code)
    const service = new URL(url).host
    if (body === undefined) return unexpectedAnswer({ service, what: 'a web page instead of data' }, { provenance })
    const { roles } = await this.tokens.forGraph()
    const held = call.permissions.find((name) => comparePermissions([name], roles, lattice)[0]?.status !== 'missing')
    return fromGraphRefusal(
      body,
      {
        tenant: this.tenant,
        service,
        status: response.status,
        permissions: call.permissions,
        held,
        feature: call.feature,
        licence: call.licence,
        absent: call.service,
      },
      { provenance },
    )
  }
}

/** Headers by their names in lower case. */
function named(headers: RequestInit['headers']): Record<string, string> {
  const isRecord = headers !== undefined && !(headers instanceof Headers) && !Array.isArray(headers)
  const entries = isRecord ? Object.entries(headers as Record<string, string>) : new Headers(headers)
  return Object.fromEntries([...entries].map(([name, value]) => [name.toLowerCase(), value]))
}

/** An answer whose content was read, for whoever reads it once more. */
function remade({ status, headers }: Response, text: string): Response {
  return new Response(text === '' ? null : text, { status, headers })
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
