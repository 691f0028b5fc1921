import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common'
import { ApiExtension, ApiSecurity } from '@nestjs/swagger'
import type { Request } from 'express'
import type { Actor } from './authentication.js'
import { notSignedIn } from './errors.js'

export const PUBLIC = 'tenantry:public'
export const PERMISSION = 'tenantry:permission'

/** Nobody needs to be signed in. */
export function Public(): ClassDecorator & MethodDecorator {
  return SetMetadata(PUBLIC, true)
}

/** The actor needs this permission in the organization of the address. */
export function RequirePermission(permission: string): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    SetMetadata(PERMISSION, permission)(target, key, descriptor)
    ApiExtension('x-permission', permission)(target, key, descriptor)
    ApiSecurity('session')(target, key, descriptor)
    ApiSecurity('apiKey')(target, key, descriptor)
  }
}

/** Any signed-in actor may call it; for what belongs to the actor alone. */
export function SignedIn(): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    ApiSecurity('session')(target, key, descriptor)
    ApiSecurity('apiKey')(target, key, descriptor)
  }
}

/** The actor of the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<Request>()
  if (!actor) throw notSignedIn({})
  return actor
})
