import { randomUUID } from 'node:crypto'
import {
  AppError,
  authenticationRefused,
  type Host,
  permissionMissing,
  requestRefused,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  type TenantRef,
  unexpectedAnswer,
} from '@tenantry/core'
import type { ExchangeRead } from '@tenantry/m365'
import { z } from 'zod'
import { notNow, parseJson } from './answers.js'
import type { Cloud } from './clouds.js'
import { MANAGE_AS_APP } from './permissions/permission-sets.js'
import { provenanceOf } from './provenance.js'
import { rolesOfExchange } from './tenants/directory-roles.js'
import type { Token, TokenClient } from './token-client.js'

const ROLE = 'Exchange Administrator'
const SERVICE = 'Exchange'

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

/**
 * Runs commands of Exchange Online as an app, over the interface that Microsoft's own PowerShell module uses.
 * https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
 */
export class ExchangeClient {
  constructor(
    private readonly tokens: TokenClient,
    private readonly tenant: TenantRef & { name: string },
    private readonly cloud: Cloud,
    private readonly host: Host,
  ) {}

  /** All that a command answers, page by page, each object read by the schema. */
  async run<T>(command: ExchangeRead, schema: z.ZodType<T>, { recent = false } = {}): Promise<T[]> {
    const select = command.select ? `?$select=${command.select.join(',')}` : ''
    const first = `https://${this.cloud.exchange}/adminapi/beta/${this.tenant.tenantId}/InvokeCommand${select}`
    const found: T[] = []
    const seen = new Set<string>()
    for (let next: string | undefined = first; next !== undefined;) {
      if (seen.has(next)) {
        throw unexpectedAnswer({ service: this.cloud.exchange, what: 'a list that leads back to itself' })
      }
      seen.add(next)
      const page: Page<T> = await this.#page(next, command, schema, recent && next === first)
      found.push(...page.value)
      next = page['@odata.nextLink']
    }
    return found
  }

  /** Runs a command that changes something; what it puts out is not looked at. */
  async change(command: ExchangeRead): Promise<void> {
    await this.run(command, z.unknown())
  }

  async #page<T>(url: string, command: ExchangeRead, schema: z.ZodType<T>, recent: boolean): Promise<Page<T>> {
    const token = await this.#token(recent)
    const response = await this.host.fetch(url, {
      method: 'POST',
      permissions: [MANAGE_AS_APP],
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
    const text = await response.text()
    const at = this.host.clock.now()
    if (!response.ok) throw this.#failure(url, response, text, at, token)
    const page = answered.safeParse(parseJson(text, response, this.cloud.exchange, url, at))
    const value: T[] = []
    for (const object of page.data?.value ?? []) {
      const read = schema.safeParse(object)
      if (read.success) value.push(read.data)
    }
    if (page.success && value.length === page.data.value.length) return { ...page.data, value }
    throw unexpectedAnswer(
      { service: this.cloud.exchange, what: `an unknown form of ${command.name}` },
      { provenance: provenanceOf('POST', url, response, at) },
    )
  }

  /** A tenant that never had Exchange has no principal for it. */
  async #token(recent: boolean): Promise<Token> {
    try {
      return await this.tokens.forExchange({ recent })
    } catch (error) {
      if (error instanceof AppError && error.provenance?.providerCode === 'AADSTS500011') {
        throw serviceAbsent({ service: SERVICE, tenant: this.tenant.name }, { cause: error })
      }
      throw error
    }
  }

  #failure(url: string, response: Response, text: string, at: Date, token: Token): AppError {
    const later = notNow('POST', url, response, at)
    if (later) return later
    const { code, message } = explain(text)
    const context = { provenance: provenanceOf('POST', url, response, at, code || undefined) }
    const tenant = this.tenant.name
    if (response.status === 401) {
      return token.roles.includes(MANAGE_AS_APP)
        ? authenticationRefused({ providerCode: code || '401' }, context)
        : permissionMissing({ permissions: [MANAGE_AS_APP], tenant }, context)
    }
    if (response.status === 403 && /not allowed to call|write scopes/i.test(message)) {
      return roleMissing({ role: ROLE, tenant }, context)
    }
    if (response.status === 403) {
      return token.directoryRoles.some((role) => rolesOfExchange.includes(role))
        ? rolePropagating({ role: ROLE, tenant }, context)
        : roleMissing({ role: ROLE, tenant }, context)
    }
    if (message && response.status < 500) return requestRefused({ service: SERVICE, reason: message }, context)
    const what = `status ${response.status}${message && `: ${message}`}`
    return unexpectedAnswer({ service: this.cloud.exchange, what }, context)
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
