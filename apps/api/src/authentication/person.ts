import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import type { Actor } from '../http/authentication.js'
import { notSignedIn } from '../http/errors.js'
import { personRequired } from '../sessions/sessions.errors.js'

/** An actor who is signed in with a session. */
export interface Person extends Actor {
  kind: 'user'
  email: string
  session: { id: string; authenticatedAt: Date; endsAt: Date }
}

/** The signed-in person of the request. Refuses API keys. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { actor } = context.switchToHttp().getRequest<Request>()
  if (!actor) throw notSignedIn({})
  if (!isPerson(actor)) throw personRequired({})
  return actor
})

function isPerson(actor: Actor): actor is Person {
  return actor.kind === 'user' && 'session' in actor
}
