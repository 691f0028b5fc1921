import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Request } from 'express'
import { PERMISSION, PUBLIC } from './access.js'
import { Authenticator, type Actor } from './authentication.js'
import { refuseCrossSite } from './cross-site.js'
import { notFound, notPermitted, notSignedIn } from './errors.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Lets through who is signed in, belongs to the organization of the address and has the permission. Knows no default. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Optional() @Inject(Authenticator) private readonly authenticator?: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    const bearer = bearerOf(request)
    if (bearer === undefined) refuseCrossSite(request)
    if (this.metadata(PUBLIC, context) === true) return true

    const cookie = request.get('cookie')
    const actor = await this.authenticator?.identify({
      ...(bearer !== undefined && { bearer }),
      ...(bearer === undefined && cookie !== undefined && { cookie }),
    })
    if (!actor) throw notSignedIn({})
    request.actor = await this.inOrganization(actor, request.params['organizationId'])
    this.require(this.metadata(PERMISSION, context), request.actor)
    return true
  }

  /** A foreign organization and one that does not exist are answered alike. */
  private async inOrganization(actor: Actor, organizationId: unknown): Promise<Actor> {
    if (typeof organizationId !== 'string') return actor
    const member = UUID.test(organizationId) ? await this.authenticator?.enter(actor, organizationId) : undefined
    if (!member) throw notFound({ what: 'organization' })
    return member
  }

  private require(permission: unknown, actor: Actor): void {
    if (typeof permission !== 'string' || actor.permissions.includes(permission)) return
    const roles = this.authenticator?.rolesWith(permission) ?? []
    throw notPermitted({ permission, roles, ...(actor.role !== undefined && { role: actor.role }) })
  }

  private metadata(key: string, context: ExecutionContext): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()])
  }
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S.*)$/i.exec(request.get('authorization') ?? '')?.[1]
}
