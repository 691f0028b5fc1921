import { addressForbidden, type ErrorContext, type Host, notReachable, parseJson } from '@tenantry/core'
import { provenanceOf } from './provenance.js'
import { refusalOf } from './refusals.js'
import type { TokenClient } from './token-client.js'
import type { Turns } from './turns.js'

/** One call of a function of CIPP. Names of functions are told apart by upper and lower case. */
export interface CippCall {
  name: string
  purpose: string
  /** The permission of CIPP's that allows it. */
  permission?: string
  query?: Readonly<Record<string, string>>
  /** Sent with POST. */
  body?: unknown
  /** How many times the usual deadline it may take: Exchange is slow, and a function that slept is slower. */
  patience?: number
  /** The tenant it is about; calls about one tenant go one after another. */
  tenantId?: string
}

/** What came back, before it is judged. */
export interface CippAnswer {
  response: Response
  text: string
  url: string
  context: ErrorContext
}

/** A function app that slept takes tens of seconds to wake up. */
const PATIENCE = 3

/** Calls functions of one CIPP as an API client. */
export class CippClient {
  constructor(
    readonly origin: string,
    private readonly tokens: TokenClient,
    private readonly host: Host,
    private readonly turns: Turns,
  ) {}

  get hostName(): string {
    return new URL(this.origin).host
  }

  /** The answer of a function as JSON. That its status is 200 does not mean that it did what was asked. */
  async call(call: CippCall, { fresh = false } = {}): Promise<unknown> {
    const answer = await this.send(call, { fresh })
    return this.read(call, answer, { first: fresh })
  }

  /** Reads an answer; throws when no function answered. `first`: nothing was heard of this CIPP before. */
  read(call: CippCall, { response, text, context }: CippAnswer, { first = false } = {}): unknown {
    const { hostName: host } = this
    const refusal = refusalOf({ response, text, host, name: call.name, first, at: this.host.clock.now() }, context)
    if (refusal) throw refusal
    return parseJson(text, host, context)
  }

  /** Sends a call and gives back whatever is answered. With `fresh` past the cache of tokens. */
  async send(call: CippCall, { fresh = false } = {}): Promise<CippAnswer> {
    const answer = await this.#send(call, await this.tokens.get({ fresh }), fresh)
    // A token may end on the way; what stands in front of CIPP refuses it before any function runs.
    if (answer.response.status !== 401 || fresh) return answer
    return this.#send(call, await this.tokens.get({ fresh: true }), false)
  }

  async #send(call: CippCall, token: string, first: boolean): Promise<CippAnswer> {
    const { name, purpose, permission, query, body, patience = PATIENCE, tenantId } = call
    const url = `${this.origin}/api/${name}${query ? `?${new URLSearchParams(query).toString()}` : ''}`
    const method = body === undefined ? 'GET' : 'POST'
    const response = await this.turns
      .take(
        () =>
          this.host.fetch(url, {
            method,
            purpose,
            patience,
            ...(permission !== undefined && { permissions: [permission] }),
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              accept: 'application/json',
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
        tenantId,
      )
      .catch((error: unknown) => {
        const isWrong = first && (notReachable.is(error) || addressForbidden.is(error))
        throw isWrong ? error.about('config.baseUrl') : error
      })
    const text = await response.text()
    return { response, text, url, context: { provenance: provenanceOf(method, url, response, this.host.clock.now()) } }
  }
}
