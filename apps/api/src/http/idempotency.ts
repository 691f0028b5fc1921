import { createHash } from 'node:crypto'
import {
  applyDecorators,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Request, Response } from 'express'
import { from, lastValueFrom, of, type Observable } from 'rxjs'
import { canonicalJson } from '../audit/chain.js'
import { Database } from '../database/database.js'
import { note, onHandler } from './documentation.js'
import { idempotencyKeyInUse, idempotencyKeyReused } from './errors.js'
import { ValidationError } from './problem.js'

const IDEMPOTENT = 'tenantry:idempotent'

/**
 * The operation honours `Idempotency-Key`: the same request with the same key is done once, and answered the same for a day.
 * Its answer is stored, so it must hold no secret.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    SetMetadata(IDEMPOTENT, true),
    onHandler((handler) => note(handler, { idempotent: true })),
  )
}

interface Place {
  organizationId: string
  actorId: string
  key: string
  requestHash: string
}

/** Remembers answers under the caller's key. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>()
    const response = context.switchToHttp().getResponse<Response>()
    const key = request.get('idempotency-key')
    const organizationId = request.actor?.organizationId
    const honoured = this.reflector.get<boolean | undefined>(IDEMPOTENT, context.getHandler())
    if (!honoured || key === undefined || organizationId === undefined) return next.handle()
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new ValidationError([{ path: 'idempotency-key', message: 'must be 1 to 200 visible ASCII characters' }])
    }

    const place: Place = { organizationId, actorId: request.actor?.id ?? '', key, requestHash: hashOf(request) }
    const stored = await this.begin(place)
    if (stored) {
      response.status(stored.status).setHeader('idempotency-replayed', 'true')
      return of(stored.body)
    }
    return from(this.once(place, response, next))
  }

  private async once(place: Place, response: Response, next: CallHandler): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle())
      await this.finish(place, response.statusCode, body)
      return body
    } catch (error) {
      await this.forget(place)
      throw error
    }
  }

  /** Takes the key for this request, or answers what is stored under it. */
  private begin({
    organizationId,
    actorId,
    key,
    requestHash,
  }: Place): Promise<{ status: number; body: unknown } | undefined> {
    return this.database.inOrganization(organizationId, async (tx) => {
      // A process that died in between leaves its key taken: after ten minutes it is free again.
      await tx.query(
        `delete from idempotency_keys where created_at < now() - interval '1 day'
           or status is null and created_at < now() - interval '10 minutes'`,
      )
      const taken = await tx.query<unknown[]>(
        `insert into idempotency_keys (organization_id, actor_id, key, request_hash) values ($1, $2, $3, $4)
         on conflict do nothing returning 1`,
        [organizationId, actorId, key, requestHash],
      )
      if (taken.length > 0) return undefined
      const [earlier] = await tx.query<{ requestHash: string; status: number | null; body: unknown }[]>(
        `select request_hash as "requestHash", status, body from idempotency_keys where actor_id = $1 and key = $2`,
        [actorId, key],
      )
      if (!earlier) throw idempotencyKeyInUse({})
      if (earlier.requestHash !== requestHash) throw idempotencyKeyReused({})
      if (earlier.status === null) throw idempotencyKeyInUse({})
      return { status: earlier.status, body: earlier.body }
    })
  }

  private async finish({ organizationId, actorId, key }: Place, status: number, body: unknown): Promise<void> {
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query('update idempotency_keys set status = $3, body = $4 where actor_id = $1 and key = $2', [
        actorId,
        key,
        status,
        JSON.stringify(body ?? null),
      ]),
    )
  }

  /** A request that failed did nothing, so the same key may be tried again. */
  private async forget({ organizationId, actorId, key }: Place): Promise<void> {
    await this.database
      .inOrganization(organizationId, (tx) =>
        tx.query('delete from idempotency_keys where actor_id = $1 and key = $2', [actorId, key]),
      )
      .catch(() => undefined)
  }
}

function hashOf({ method, originalUrl, body }: Request): string {
  return createHash('sha256')
    .update(canonicalJson([method, originalUrl, body ?? null]))
    .digest('hex')
}
