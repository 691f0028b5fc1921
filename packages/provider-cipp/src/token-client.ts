import {
  type AppError,
  appDisabled,
  appNotFound,
  authenticationRefused,
  blockedByPolicy,
  type ErrorContext,
  type Host,
  notNow,
  parseJson,
  secretExpired,
  secretInvalid,
  serviceUnavailable,
  tenantNotFound,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import type { CippConfig, Credential } from './config.js'
import { identifierMissing } from './errors.js'
import { provenanceOf } from './provenance.js'

export const LOGIN = 'login.microsoftonline.com'

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() })
const refusal = z.looseObject({ error: z.string(), error_codes: z.array(z.number()).optional() })

/** How long before its end a token is not used any more. */
const MARGIN_MS = 120_000

/** Signs in as the API client, which is client and resource in one. */
export class TokenClient {
  #token: { value: string; until: number } | undefined
  #underWay: Promise<string> | undefined

  constructor(
    private readonly config: CippConfig,
    private readonly credential: Credential,
    private readonly host: Host,
  ) {}

  /** A token that CIPP takes; `fresh` goes past the cache. Calls that need one at the same time share a sign-in. */
  async get({ fresh = false } = {}): Promise<string> {
    if (fresh) return this.#acquire()
    if (this.#token && this.#token.until > Date.now()) return this.#token.value
    this.#underWay ??= this.#acquire().finally(() => {
      this.#underWay = undefined
    })
    return this.#underWay
  }

  async #acquire(): Promise<string> {
    const { tenantId, clientId } = this.config
    const url = `https://${LOGIN}/${tenantId}/oauth2/v2.0/token`
    const response = await this.host.fetch(url, {
      method: 'POST',
      purpose: 'Sign in',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: this.credential.values.clientSecret,
        scope: `api://${clientId}/.default`,
      }).toString(),
    })
    const text = await response.text()
    const at = this.host.clock.now()
    const refused = response.ok ? undefined : refusal.safeParse(tryJson(text)).data
    const code = refused?.error_codes?.[0]
    const context = {
      provenance: provenanceOf('POST', url, response, at, code === undefined ? refused?.error : `AADSTS${code}`),
    }
    const later = notNow(response, LOGIN, at, context)
    if (later) throw later
    if (refused) throw fromRefusal(refused.error, code, this.config, context)
    const parsed = tokenAnswer.safeParse(parseJson(text, LOGIN, context))
    if (!response.ok || !parsed.success) throw unexpectedAnswer({ service: LOGIN, what: 'no token' }, context)
    const { access_token: value, expires_in: seconds } = parsed.data
    this.#token = { value, until: Date.now() + seconds * 1000 - MARGIN_MS }
    return value
  }
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function fromRefusal(error: string, code: number | undefined, config: CippConfig, given: ErrorContext): AppError {
  const { tenantId: tenant, clientId } = config
  const about = (name: string) => ({ ...given, field: name })
  switch (code) {
    case 90002:
    case 900023:
      return tenantNotFound({ tenant }, about('config.tenantId'))
    case 700016:
      return appNotFound({ clientId, tenant }, about('config.clientId'))
    case 7000112:
      return appDisabled({ clientId, tenant }, about('config.clientId'))
    case 7000215:
      return secretInvalid({ clientId }, about('credential.values.clientSecret'))
    case 7000222:
      return secretExpired({ clientId }, about('credential.values.clientSecret'))
    case 500011:
    case 70011:
      return identifierMissing({ clientId }, about('config.clientId'))
    case 53003:
    case 530032:
    case 530035:
      return blockedByPolicy({ tenant }, given)
    case 90033:
    case 90006:
    case 90024:
    case 90012:
      return serviceUnavailable({ service: LOGIN }, given)
    default:
      if (error === 'invalid_scope' || error === 'invalid_resource') {
        return identifierMissing({ clientId }, about('config.clientId'))
      }
      return authenticationRefused({ providerCode: code === undefined ? error : `AADSTS${code}` }, given)
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
