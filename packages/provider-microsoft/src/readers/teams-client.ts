import { randomUUID } from 'node:crypto'
import {
  authenticationRefused,
  type Host,
  requestRefused,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import { notNow, parseJson } from '../answers.js'
import type { Cloud } from '../clouds.js'
import { READER } from '../command-services.js'
import { provenanceOf } from '../provenance.js'
import { rolesOfTeams } from '../tenants/directory-roles.js'
import type { Token, TokenClient } from '../token-client.js'
import { isUnknownThere } from '../token-errors.js'

const SERVICE = 'Teams'
/** App id of the Skype and Teams Tenant Admin API. */
const TEAMS_ADMIN = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239'

const refusal = z.looseObject({ code: z.string().default(''), message: z.string().default('') })

/**
 * Looks at the configuration of Teams as an app, over the interface that Microsoft's own PowerShell module uses.
 * https://learn.microsoft.com/microsoftteams/teams-powershell-application-authentication
 */
export class TeamsClient {
  constructor(
    private readonly tokens: TokenClient,
    private readonly tenant: string,
    private readonly cloud: Cloud,
    private readonly host: Host,
  ) {}

  /** What is answered: a list, or an object. */
  async get(path: string, purpose: string): Promise<unknown> {
    const token = await this.#token()
    const url = `https://${this.cloud.teams}${path}`
    const response = await this.host.fetch(url, {
      permissions: ['Organization.Read.All'],
      purpose,
      headers: {
        authorization: `Bearer ${token.value}`,
        accept: 'application/json',
        'x-ms-correlation-id': randomUUID(),
      },
    })
    const text = await response.text()
    const at = this.host.clock.now()
    if (!response.ok) throw this.#failure(url, response, text, at, token)
    return parseJson(text, response, this.cloud.teams, url, at)
  }

  async #token(): Promise<Token> {
    try {
      return await this.tokens.forResource(TEAMS_ADMIN)
    } catch (error) {
      throw isUnknownThere(error) ? serviceAbsent({ service: SERVICE, tenant: this.tenant }, { cause: error }) : error
    }
  }

  #failure(url: string, response: Response, text: string, at: Date, token: Token) {
    const later = notNow('GET', url, response, at)
    if (later) return later
    const { code, message } = refusal.safeParse(tryJson(text)).data ?? { code: '', message: '' }
    const context = { provenance: provenanceOf('GET', url, response, at, code || undefined) }
    const { tenant } = this
    if (response.status === 401) return authenticationRefused({ providerCode: code || '401' }, context)
    if (response.status === 403) {
      return token.directoryRoles.some((role) => rolesOfTeams.includes(role))
        ? rolePropagating({ role: READER, tenant }, context)
        : roleMissing({ role: READER, tenant }, context)
    }
    if (response.status === 404 && /\btenant has no teams\b/i.test(message)) {
      return serviceAbsent({ service: SERVICE, tenant }, context)
    }
    if (message) return requestRefused({ service: SERVICE, reason: message }, context)
    return unexpectedAnswer({ service: this.cloud.teams, what: `status ${response.status}` }, context)
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
