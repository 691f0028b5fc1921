import { randomUUID } from 'node:crypto'
import {
  authenticationRefused,
  type Host,
  permissionMissing,
  requestRefused,
  serviceAbsent,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import { notNow, parseJson } from '../answers.js'
import type { Cloud } from '../clouds.js'
import type { Credential } from '../credentials.js'
import { certificateNeeded } from '../errors.js'
import type { GraphClient } from '../graph-client.js'
import { SHAREPOINT_FULL_CONTROL, SHAREPOINT_ONLINE } from '../permissions/service-sets.js'
import { provenanceOf } from '../provenance.js'
import type { Token, TokenClient } from '../token-client.js'
import { isUnknownThere } from '../token-errors.js'

const SERVICE = 'SharePoint'
const ROLE = 'Sites.FullControl.All'

const refusal = z.looseObject({
  'odata.error': z.looseObject({ message: z.looseObject({ value: z.string() }) }),
})

const organizations = z.looseObject({
  value: z.array(
    z.looseObject({
      verifiedDomains: z.array(z.looseObject({ name: z.string(), isInitial: z.boolean().nullish() })).default([]),
    }),
  ),
})

interface Parts {
  tokens: TokenClient
  graph: GraphClient
  credential: Credential
  cloud: Cloud
  host: Host
}

/**
 * Looks at the administration of SharePoint as an app. SharePoint takes no app that signed in with a secret.
 * https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread
 */
export class SharePointClient {
  #address: Promise<string> | undefined

  constructor(
    private readonly parts: Parts,
    private readonly tenant: string,
  ) {}

  /** Reads one answer; `path` begins with `/_api/`. */
  async get(path: string, purpose: string): Promise<Record<string, unknown>> {
    const { credential, host } = this.parts
    if (credential.kind === 'clientSecret') throw certificateNeeded({})
    const address = await (this.#address ??= this.#find())
    const token = await this.#token(address)
    const url = `https://${address}${path}`
    const response = await host.fetch(url, {
      permissions: [SHAREPOINT_FULL_CONTROL],
      purpose,
      headers: {
        authorization: `Bearer ${token.value}`,
        accept: 'application/json;odata=nometadata',
        'client-request-id': randomUUID(),
      },
    })
    const text = await response.text()
    const at = host.clock.now()
    if (!response.ok) throw this.#failure(url, response, text, at, token)
    const body = parseJson(text, response, address, url, at)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
    throw unexpectedAnswer(
      { service: address, what: 'no object' },
      { provenance: provenanceOf('GET', url, response, at) },
    )
  }

  /** The administration has the name of the domain that the tenant began with. */
  async #find(): Promise<string> {
    const { graph, cloud } = this.parts
    const [organization] = (
      await graph.get('/organization?$select=id,verifiedDomains', organizations, {
        purpose: 'Find the administration of SharePoint',
        permissions: ['Organization.Read.All'],
        feature: 'SharePoint administration',
      })
    ).value
    const initial = organization?.verifiedDomains.find(({ isInitial }) => isInitial)?.name.split('.')[0]
    if (!initial) throw unexpectedAnswer({ service: cloud.graph, what: 'no initial domain' })
    return `${initial.toLowerCase()}-admin.${cloud.sharePoint}`
  }

  async #token(address: string): Promise<Token> {
    try {
      return await this.parts.tokens.forResource(`https://${address}`)
    } catch (error) {
      throw isUnknownThere(error) ? await this.#absence(address) : error
    }
  }

  /** A tenant whose SharePoint was renamed has one all the same. */
  async #absence(address: string) {
    const found = await this.parts.tokens.forResource(SHAREPOINT_ONLINE).catch((error: unknown) => {
      if (isUnknownThere(error)) return undefined
      throw error
    })
    return found
      ? requestRefused({ service: SERVICE, reason: `${address} is not where this tenant has its administration` })
      : serviceAbsent({ service: SERVICE, tenant: this.tenant })
  }

  #failure(url: string, response: Response, text: string, at: Date, token: Token) {
    const later = notNow('GET', url, response, at)
    if (later) return later
    const context = { provenance: provenanceOf('GET', url, response, at) }
    const { tenant } = this
    if (!token.roles.includes(ROLE))
      return permissionMissing({ permissions: [SHAREPOINT_FULL_CONTROL], tenant }, context)
    if (/unsupported app only token/i.test(text)) return certificateNeeded({}, context)
    if (response.status === 401) return authenticationRefused({ providerCode: '401' }, context)
    const reason = refusal.safeParse(tryJson(text)).data?.['odata.error'].message.value
    if (reason) return requestRefused({ service: SERVICE, reason }, context)
    return unexpectedAnswer({ service: new URL(url).host, what: `status ${response.status}` }, context)
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
