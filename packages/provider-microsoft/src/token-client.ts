import { X509Certificate } from 'node:crypto'
import type {
  AuthError,
  ConfidentialClientApplication,
  INetworkModule,
  NetworkRequestOptions,
  NetworkResponse,
} from '@azure/msal-node'
import { AppError, type Host, unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import { notNow, parseJson } from './answers.js'
import type { Cloud } from './clouds.js'
import type { AppConfig } from './config.js'
import type { Credential } from './credentials.js'
import { federatedTokenUnreadable } from './errors.js'
import { msal } from './libraries.js'
import { provenanceOf } from './provenance.js'
import { fromTokenRefusal, type RefusedSignIn, tokenRefusal } from './token-errors.js'

/** What a token says of us. Read, never validated: only the resource may judge its token. */
const claims = z.looseObject({
  tid: z.string(),
  app_displayname: z.string().optional(),
  oid: z.string().optional(),
  roles: z.array(z.string()).default([]),
  wids: z.array(z.string()).default([]),
})

/** A token that is this young says what a new one would. */
const RECENT_MS = 10_000

/** MSAL takes an answer without a token for a success. */
const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() })

export interface Token {
  value: string
  tenantId: string
  principalId: string | undefined
  /** The display name of the app. */
  appName: string | undefined
  /** Application permissions in force in this token. */
  roles: readonly string[]
  /** Template ids of the Entra roles that our principal holds. */
  directoryRoles: readonly string[]
}

/** Gets app-only tokens of one app in one tenant. Each instance has a token cache of its own, in memory. */
export class TokenClient {
  readonly #app: ConfidentialClientApplication
  readonly #authority: string
  readonly #underWay = new Map<string, Promise<Token>>()
  readonly #issued = new Map<string, { at: number; token: Token }>()
  #renewal: Promise<Token> | undefined

  constructor(
    config: AppConfig,
    credential: Credential,
    private readonly cloud: Cloud,
    private readonly host: Host,
    { multiTenant, tenantName }: { multiTenant: boolean; tenantName: string },
  ) {
    this.#authority = `https://${cloud.login}/${config.tenantId}`
    const signIn: RefusedSignIn = {
      clientId: config.clientId,
      tenant: tenantName,
      login: cloud.login,
      multiTenant,
      credential: credential.kind,
    }
    const { ConfidentialClientApplication, LogLevel } = msal()
    this.#app = new ConfidentialClientApplication({
      auth: { clientId: config.clientId, authority: this.#authority, ...proof(credential, host) },
      system: { networkClient: networkThrough(host, signIn), loggerOptions: { logLevel: LogLevel.Error } },
    })
  }

  /** A token for Microsoft Graph; `fresh` goes past the cache, which a new grant needs. */
  forGraph({ fresh = false } = {}): Promise<Token> {
    return this.forResource(`https://${this.cloud.graph}`, { fresh })
  }

  /** A token for Microsoft Graph in place of one that it refused. Calls refused together share the new one. */
  async inPlaceOf(refused: string): Promise<Token> {
    const current = await this.forGraph()
    if (current.value !== refused) return current
    this.#renewal ??= this.forGraph({ fresh: true }).finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  /** A token for an API, by its address or app id; `recent` takes none from the cache but one that was issued moments ago. */
  forResource(resource: string, { fresh = false, recent = false } = {}): Promise<Token> {
    return this.#token(resource, fresh || (recent && !this.#recent(resource)))
  }

  #recent(resource: string): Token | undefined {
    const issued = this.#issued.get(resource)
    return issued && this.host.clock.now().getTime() - issued.at < RECENT_MS ? issued.token : undefined
  }

  /** Calls that need a token at the same time share one sign-in; a fresh token is never one that was under way. */
  async #token(resource: string, fresh: boolean): Promise<Token> {
    if (fresh) return this.#acquire(resource, true)
    const recent = this.#recent(resource)
    if (recent) return recent
    const underWay = this.#underWay.get(resource)
    if (underWay) return underWay
    const token = this.#acquire(resource, false).finally(() => this.#underWay.delete(resource))
    this.#underWay.set(resource, token)
    return token
  }

  async #acquire(resource: string, fresh: boolean): Promise<Token> {
    const result = await this.#app
      .acquireTokenByClientCredential({
        scopes: [`${resource}/.default`],
        authority: this.#authority,
        skipCache: fresh,
      })
      .catch((error: unknown) => {
        throw failureOf(error) ?? error
      })
    if (!result) throw unexpectedAnswer({ service: this.cloud.login, what: 'no token' })
    const token = this.#read(result.accessToken)
    if (!result.fromCache) this.#issued.set(resource, { at: this.host.clock.now().getTime(), token })
    return token
  }

  #read(value: string): Token {
    const payload = value.split('.')[1] ?? ''
    try {
      const {
        tid,
        oid,
        app_displayname: appName,
        roles,
        wids,
      } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      return { value, tenantId: tid, principalId: oid, appName, roles, directoryRoles: wids }
    } catch {
      throw unexpectedAnswer({ service: this.cloud.login, what: 'a token that cannot be read' })
    }
  }
}

function proof(credential: Credential, host: Host) {
  switch (credential.kind) {
    case 'clientSecret':
      return { clientSecret: credential.values.clientSecret }
    case 'clientCertificate': {
      const thumbprintSha256 = new X509Certificate(credential.values.certificate).fingerprint256.replaceAll(':', '')
      return { clientCertificate: { thumbprintSha256, privateKey: credential.values.privateKey } }
    }
    default:
      return { clientAssertion: () => workloadToken(credential.values.tokenName, host) }
  }
}

async function workloadToken(tokenName: string, host: Host): Promise<string> {
  try {
    return await host.workloadToken(tokenName)
  } catch (cause) {
    throw carry(federatedTokenUnreadable({ tokenName }, { cause }))
  }
}

/** MSAL passes on only errors of its own kind, so ours travels inside one. */
function carry(failure: AppError): AuthError {
  return Object.assign(new (msal().AuthError)('refused', '', failure.message), { failure })
}

function failureOf(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  const failure = error instanceof msal().AuthError && 'failure' in error ? error.failure : undefined
  return failure instanceof AppError ? failure : undefined
}

function networkThrough(host: Host, signIn: RefusedSignIn): INetworkModule {
  const exchange = async <T>(
    method: 'GET' | 'POST',
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> => {
    try {
      const response = await host.fetch(url, {
        method,
        purpose: 'Sign in',
        ...(options?.headers && { headers: options.headers }),
        ...(options?.body !== undefined && { body: options.body }),
      })
      const text = await response.text()
      const at = host.clock.now()
      const refusal = response.ok ? undefined : tokenRefusal.safeParse(tryJson(text)).data
      const code = refusal?.error_codes?.[0]
      const later = notNow(method, url, response, at, code === undefined ? undefined : `AADSTS${code}`)
      if (later) throw later
      if (refusal) {
        const provenance = provenanceOf(method, url, response, at, code === undefined ? refusal.error : `AADSTS${code}`)
        throw fromTokenRefusal(code, signIn, { provenance })
      }
      const body = parseJson(text, response, signIn.login, url, at)
      if (method === 'POST' && !tokenAnswer.safeParse(body).success) {
        throw unexpectedAnswer(
          { service: signIn.login, what: 'no token' },
          { provenance: provenanceOf(method, url, response, at) },
        )
      }
      // Of an answer that is a token, MSAL reads from the headers what it counts, and we let it count nothing.
      return { headers: {}, body: body as T, status: response.status }
    } catch (error) {
      throw error instanceof AppError ? carry(error) : error
    }
  }
  return {
    sendGetRequestAsync: (url, options) => exchange('GET', url, options),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options),
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
