import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Authenticator, type Actor } from './authentication.js'
import { notFound, notPermitted, notSignedIn } from './errors.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Decides who sends a request and whether they may. There is no fallback: without proof nobody is anybody. */
@Injectable()
export class AccessControl {
  constructor(private readonly authenticator: Authenticator) {}

  /** The actor of a request, in the organization of its address. Throws when there is none, or one without the permission. */
  async admit(request: Request, permission: string | undefined): Promise<Actor> {
    const bearer = bearerOf(request)
    const cookie = request.get('cookie')
    const actor = await this.authenticator.identify({
      ...(bearer !== undefined && { bearer }),
      ...(bearer === undefined && cookie !== undefined && { cookie }),
    })
    if (!actor) throw notSignedIn({})
    const member = await this.inOrganization(actor, request.params['organizationId'])
    this.require(permission, member)
    return member
  }

  /** A foreign organization and one that does not exist are answered alike. */
  private async inOrganization(actor: Actor, organizationId: unknown): Promise<Actor> {
    if (typeof organizationId !== 'string') return actor
    const member = UUID.test(organizationId) ? await this.authenticator.enter(actor, organizationId) : undefined
    if (!member) throw notFound({ what: 'organization' })
    return member
  }

  private require(permission: string | undefined, actor: Actor): void {
    if (permission === undefined || actor.permissions.includes(permission)) return
    const roles = this.authenticator.rolesWith(permission)
    throw notPermitted({ permission, roles, ...(actor.role !== undefined && { role: actor.role }) })
  }
}

/** The API key that a request presents. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S.*)$/i.exec(request.get('authorization') ?? '')?.[1]
}
