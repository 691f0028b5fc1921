import { randomUUID } from 'node:crypto'
import {
  type AppError,
  authenticationRefused,
  type Host,
  type ListPage,
  permissionMissing,
  requestRefused,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  type TenantRef,
  unexpectedAnswer,
} from '@tenantry/core'
import { type ExchangeRead, withoutNotes } from '@tenantry/m365'
import { z } from 'zod'
import { notNow, parseJson } from './answers.js'
import { provenanceOf } from './provenance.js'
import type { Token, TokenClient } from './token-client.js'
import { isUnknownThere } from './token-errors.js'

/** A service that runs commands of Exchange's kind. */
export interface CommandService {
  /** What people call it. */
  name: string
  host: string
  /** Our name of the permission to sign in there, whose role in a token is `Exchange.ManageAsApp`. */
  permission: string
  /** The Entra role to ask for. */
  role: string
  /** Template ids of the Entra roles that it honours for an app. */
  honours: readonly string[]
}

const SIGN_IN = 'Exchange.ManageAsApp'

/** The mailbox that tenant-wide commands are routed by. */
const SYSTEM_MAILBOX = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}'

const innermost = z.looseObject({ message: z.string().optional() }).optional()

const refusal = z.looseObject({
  error: z.looseObject({
    code: z.string().default(''),
    message: z.string().default(''),
    details: z.array(z.looseObject({ message: z.string().default('') })).default([]),
    innererror: z.looseObject({ internalexception: innermost, internalException: innermost }).optional(),
  }),
})

const answered = z.looseObject({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })

interface Page<T> {
  value: T[]
  '@odata.nextLink'?: string | undefined
}

interface Reading<T> {
  schema: z.ZodType<T>
  /** Where to go on. */
  from?: string | undefined
  recent?: boolean
}

/**
 * Runs commands of Exchange Online, or of Security & Compliance, as an app, over the interface that Microsoft's own
 * PowerShell module uses. https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
 */
export class ExchangeClient {
  /** Security & Compliance sends callers on to the region of the tenant. */
  #region: string

  constructor(
    private readonly tokens: TokenClient,
    private readonly tenant: TenantRef & { name: string },
    private readonly service: CommandService,
    private readonly host: Host,
  ) {
    this.#region = service.host
  }

  /** All that a command answers, each object read by the schema. */
  async run<T>(command: ExchangeRead, schema: z.ZodType<T>, { recent = false } = {}): Promise<T[]> {
    const found: T[] = []
    for await (const page of this.#pages(command, { schema, recent })) found.push(...page.value)
    return found
  }

  /** What a command answers, page by page and as it comes, save words on the types of values. */
  async *pages(command: ExchangeRead, from?: string): AsyncIterable<ListPage> {
    for await (const { value, '@odata.nextLink': next } of this.#pages(command, { schema: z.unknown(), from })) {
      yield { items: value.map(withoutNotes), ...(next !== undefined && { next }) }
    }
  }

  /** Runs a command that changes something; what it puts out is not looked at. */
  async change(command: ExchangeRead): Promise<void> {
    await this.run(command, z.unknown())
  }

  async *#pages<T>(command: ExchangeRead, { schema, from, recent = false }: Reading<T>): AsyncIterable<Page<T>> {
    const select = command.select ? `?$select=${command.select.join(',')}` : ''
    const first = `https://${this.#region}/adminapi/beta/${this.tenant.tenantId}/InvokeCommand${select}`
    const seen = new Set<string>()
    for (let next: string | undefined = from ?? first; next !== undefined;) {
      if (seen.has(next)) {
        throw unexpectedAnswer({ service: this.service.host, what: 'a list that leads back to itself' })
      }
      seen.add(next)
      const page: Page<T> = await this.#page(next, command, schema, recent && next === first)
      next = page['@odata.nextLink']
      yield page
    }
  }

  async #page<T>(url: string, command: ExchangeRead, schema: z.ZodType<T>, recent: boolean): Promise<Page<T>> {
    const token = await this.#token(recent)
    const response = await this.#send(url, command, token)
    const text = await response.text()
    const at = this.host.clock.now()
    if (!response.ok) throw this.#failure(url, response, text, at, token)
    const page = answered.safeParse(parseJson(text, response, this.service.host, url, at))
    const value: T[] = []
    for (const object of page.data?.value ?? []) {
      const read = schema.safeParse(object)
      if (read.success) value.push(read.data)
    }
    if (page.success && value.length === page.data.value.length) return { ...page.data, value }
    throw unexpectedAnswer(
      { service: this.service.host, what: `an unknown form of ${command.name}` },
      { provenance: provenanceOf('POST', url, response, at) },
    )
  }

  /** A link of an answer is followed within the service alone, for it takes our token along. */
  async #send(url: string, command: ExchangeRead, token: Token, moves = 0): Promise<Response> {
    const hostname = URL.canParse(url) ? new URL(url).hostname : 'nowhere'
    if (hostname !== this.service.host && !hostname.endsWith(`.${this.service.host}`)) {
      throw unexpectedAnswer({ service: this.service.host, what: `a link to ${hostname}` })
    }
    const response = await this.host.fetch(url, {
      method: 'POST',
      permissions: [this.service.permission],
      purpose: command.purpose,
      headers: {
        authorization: `Bearer ${token.value}`,
        'content-type': 'application/json; charset=utf-8',
        prefer: 'odata.maxpagesize=1000',
        'x-responseformat': 'json',
        'x-anchormailbox': `APP:${SYSTEM_MAILBOX}@${this.tenant.tenantId}`,
        'client-request-id': randomUUID(),
      },
      body: JSON.stringify({ CmdletInput: { CmdletName: command.name, Parameters: command.parameters ?? {} } }),
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null || moves > 1) return response
    const answer = await this.#send(location, command, token, moves + 1)
    this.#region = new URL(location).hostname
    return answer
  }

  /** A tenant that never had Exchange has no principal for it. */
  async #token(recent: boolean): Promise<Token> {
    try {
      return await this.tokens.forResource(`https://${this.service.host}`, { recent })
    } catch (error) {
      throw isUnknownThere(error)
        ? serviceAbsent({ service: this.service.name, tenant: this.tenant.name }, { cause: error })
        : error
    }
  }

  #failure(url: string, response: Response, text: string, at: Date, token: Token): AppError {
    const later = notNow('POST', url, response, at)
    if (later) return later
    const { code, message } = explain(text)
    const context = { provenance: provenanceOf('POST', url, response, at, code || undefined) }
    const tenant = this.tenant.name
    const { name, permission, role, honours } = this.service
    if (response.status === 401) {
      return token.roles.includes(SIGN_IN)
        ? authenticationRefused({ providerCode: code || '401' }, context)
        : permissionMissing({ permissions: [permission], tenant }, context)
    }
    if (response.status === 403 && /not allowed to call|write scopes/i.test(message)) {
      return roleMissing({ role, tenant }, context)
    }
    if (response.status === 403) {
      return token.directoryRoles.some((held) => honours.includes(held))
        ? rolePropagating({ role, tenant }, context)
        : roleMissing({ role, tenant }, context)
    }
    if (message && response.status < 500) return requestRefused({ service: name, reason: message }, context)
    const what = `status ${response.status}${message && `: ${message}`}`
    return unexpectedAnswer({ service: this.service.host, what }, context)
  }
}

/** Messages have the form `id|exception type|text`; the text is for people. */
function explain(text: string): { code: string; message: string } {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { code: '', message: '' }
  }
  const error = refusal.safeParse(body).data?.error
  if (!error) return { code: '', message: '' }
  const internal = error.innererror?.internalexception ?? error.innererror?.internalException
  const message = error.details[0]?.message || internal?.message || error.message
  return { code: error.code, message: message.split('|').at(-1) ?? '' }
}
