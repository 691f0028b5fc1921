import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import type { Actor } from './authentication.js'
import type { Permission } from '../roles/permissions.js'
import { note, onHandler } from './documentation.js'
import { notSignedIn } from './errors.js'

export const PUBLIC = 'tenantry:public'
export const PERMISSION = 'tenantry:permission'

/** Nobody needs to be signed in. */
export function Public(): MethodDecorator {
  return applyDecorators(
    SetMetadata(PUBLIC, true),
    onHandler((handler) => note(handler, { access: 'public' })),
  )
}

/** The actor needs this permission in the organization of the address. */
export function RequirePermission(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    onHandler((handler) => note(handler, { permission })),
  )
}

/** Any signed-in actor may call it; for what belongs to the actor alone. */
export function SignedIn(): MethodDecorator {
  return onHandler((handler) => note(handler, { access: 'signedIn' }))
}

/** The actor of the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<Request>()
  if (!actor) throw notSignedIn({})
  return actor
})
