import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Request } from 'express'
import { AccessControl, bearerOf } from './access-control.js'
import { PERMISSION, PUBLIC } from './access.js'
import { refuseCrossSite } from './cross-site.js'

/** Stands before every operation: none is open unless it says so. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: AccessControl,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    if (bearerOf(request) === undefined) refuseCrossSite(request)
    if (this.reflector.get<boolean | undefined>(PUBLIC, context.getHandler())) return true
    const permission = this.reflector.get<string | undefined>(PERMISSION, context.getHandler())
    request.actor = await this.access.admit(request, permission)
    return true
  }
}
