import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common'
import { AppError } from '@tenantry/core'
import type { Response } from 'express'
import { AccessControl } from '../http/access-control.js'
import { Events, type LiveEvent } from './events.js'

/** What one must be allowed to follow events. */
export const FOLLOW = 'organization:read'

const HEARTBEAT_MS = 15_000

/** Keeps the event streams of open pages. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Response>()
  private heart: NodeJS.Timeout | undefined

  constructor(
    private readonly events: Events,
    private readonly access: AccessControl,
  ) {}

  /** Streams the events of an organization until the page leaves, or may no longer see them. */
  async open(organizationId: string, response: Response): Promise<void> {
    let sequence = 0
    const send = (type: string, data: object) => {
      sequence += 1
      response.write(`id: ${sequence}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    const unsubscribe = await this.events.subscribe((event: LiveEvent | 'missed') => {
      if (event === 'missed') send('ready', {})
      else if (event.organizationId === organizationId) send(event.type, event.data)
    })
    if (response.destroyed) {
      unsubscribe()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    send('ready', {})
    this.streams.add(response)
    this.heart ??= setInterval(() => void this.beat(), HEARTBEAT_MS).unref()
    response.once('close', () => {
      unsubscribe()
      this.streams.delete(response)
    })
  }

  /** Shows both sides that the streams are alive, and ends those whose session, key or role has ended. */
  async beat(): Promise<void> {
    await Promise.all(
      [...this.streams].map(async (response) => {
        response.write(':\n\n')
        try {
          await this.access.admit(response.req, FOLLOW)
        } catch (error) {
          // A database that is away says nothing about the session: the next beat asks again.
          if (error instanceof AppError) response.end()
        }
      }),
    )
  }

  /** Without this, a server that stops would wait for pages to leave. */
  beforeApplicationShutdown(): void {
    clearInterval(this.heart)
    for (const response of this.streams) response.end()
  }
}
