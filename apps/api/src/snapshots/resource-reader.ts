import { setTimeout as wait } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import {
  type AppError,
  type Identity,
  licenceMissing,
  nameUnanswered,
  notReachable,
  permissionMissing,
  permissionPropagating,
  problemFacts,
  type ReadContext,
  serviceAbsent,
  serviceUnavailable,
  tenantNotManaged,
  throttled,
  timedOut,
  unexpectedAnswer,
} from '@tenantry/core'
import { contentsOf, contentsOfItems } from './content.js'
import { allows, ReadingConnections } from './reading-connections.js'
import type { Task, Way } from './reading-plan.js'
import type { Unvalued } from './snapshot-rows.js'
import type { StagedResource } from './staged-resource.js'

/** How often the same call is tried when the provider says “not now”. */
const TRIES = 3
const PAUSE_SECONDS = 2
const PASSING: ReadonlySet<string> = new Set(
  [throttled, serviceUnavailable, notReachable, timedOut, nameUnanswered].map(({ kind }) => kind.code),
)
const LONGEST_PAUSE_SECONDS = 60

/** What became of a resource, and through which connection. */
export interface Found {
  reading: Unvalued
  way: Way | undefined
}

/** How one way ended: for good, or so that another may do better. */
type Attempt = { reading: Unvalued; final: boolean } | 'beyond'

/** What a reader threw, apart from faults of our own. */
class Thrown {
  constructor(readonly error: AppError) {}
}

/** Reads one resource, through the first connection that can. */
@Injectable()
export class ResourceReader {
  constructor(private readonly connections: ReadingConnections) {}

  /** Reads it into the stage. Throws only what is no matter of the resource. */
  async read(
    { resource, ways }: Task,
    staged: StagedResource,
    contextOf: (way: Way) => Promise<ReadContext>,
    signal: AbortSignal,
  ): Promise<Found> {
    const found: Found[] = []
    for (const way of ways) {
      const attempt = await this.attempt(way, staged, contextOf, signal)
      if (attempt !== 'beyond' && attempt.final) return { reading: attempt.reading, way }
      signal.throwIfAborted()
      if (attempt !== 'beyond') found.push({ reading: attempt.reading, way })
    }
    const reason = resource.unread ?? `No connection that reaches this tenant reads “${resource.name}”.`
    return mostTelling(found) ?? { reading: { status: 'notRead', reason }, way: undefined }
  }

  private async attempt(
    way: Way,
    staged: StagedResource,
    contextOf: (way: Way) => Promise<ReadContext>,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const { connection, reader } = way
    const { plugin, row } = connection
    if (!connection.sets.has(reader.set)) {
      const name = plugin.permissionSets.find(({ id }) => id === reader.set)?.name ?? reader.set
      const reason = `“${name}” is switched off for the connection “${row.name}”.`
      return { reading: { status: 'notRead', reason }, final: false }
    }
    const obstacle = reader.permissions.length > 0 ? await this.obstacle(way) : undefined
    if (obstacle) return obstacle
    const context = await contextOf(way)
    const thrown = await this.transfer(way, staged, context, signal)
    return thrown ? this.attemptOf(thrown, way) : { reading: { status: 'read' }, final: true }
  }

  /** What can be told before anything is sent. */
  private async obstacle({ connection, reader }: Way): Promise<Attempt | undefined> {
    let identity: Identity
    try {
      identity = await connection.identity()
    } catch (error) {
      const problem = this.connections.asError(error, connection.plugin)
      if (tenantNotManaged.is(problem)) return 'beyond'
      return { reading: { status: 'error', problem: problemFacts(problem) }, final: false }
    }
    if (allows(reader.permissions, identity.permissions, connection.plugin)) return undefined
    const inapplicable = reader.permissions.find((name) => identity.inapplicable?.includes(name))
    if (inapplicable !== undefined) {
      const reason = `The tenant does not have the service that ${inapplicable} belongs to.`
      return { reading: { status: 'notApplicable', reason }, final: true }
    }
    return { reading: { status: 'notPermitted', permissions: reader.permissions }, final: false }
  }

  /** Brings what is read onto the stage; gives what the reader threw at last. */
  private async transfer(
    way: Way,
    staged: StagedResource,
    context: ReadContext,
    signal: AbortSignal,
  ): Promise<Thrown | undefined> {
    let from = await staged.resume(way)
    let resumed = from !== undefined
    for (let attempt = 1; ; attempt += 1) {
      const step = await this.pass(way, staged, context, from, signal)
      if (!('thrown' in step)) return undefined
      const { error } = step.thrown
      // Places in lists grow old: what was begun by a process that is gone is begun anew.
      const isPassing = PASSING.has(error.code)
      const isStale = resumed && step.from === from && !isPassing
      if (!isStale && (!isPassing || attempt >= TRIES)) return step.thrown
      if (isStale) await staged.restart()
      else await pause(error, signal)
      resumed = false
      from = isStale ? undefined : step.from
      signal.throwIfAborted()
    }
  }

  /** One go from a place on: to the end, or to what the reader threw and the place to go on from. */
  private async pass(
    way: Way,
    staged: StagedResource,
    context: ReadContext,
    start: string | undefined,
    signal: AbortSignal,
  ): Promise<{ whole: true } | { thrown: Thrown; from: string | undefined }> {
    const { reader, connection } = way
    const caught = (error: unknown) => new Thrown(this.connections.asError(error, connection.plugin))
    const opened = await connection.open().catch(caught)
    if (opened instanceof Thrown) return { thrown: opened, from: start }
    if (reader.form === 'object') {
      const value = await (async () => ({ read: await reader.read(opened.client, context) }))().catch(caught)
      if (value instanceof Thrown) return { thrown: value, from: start }
      await staged.restart()
      await staged.add(contentsOf(reader.resource, value.read), way, undefined)
      return { whole: true }
    }
    let from = start
    const pages = reader.pages(opened.client, context, start)[Symbol.asyncIterator]()
    for (let isLast = false; ;) {
      const step = await pages.next().catch(caught)
      if (step instanceof Thrown) return { thrown: step, from }
      if (step.done === true) {
        if (isLast) return { whole: true }
        const what = `a list of “${reader.resource.name}” that breaks off`
        return { thrown: new Thrown(unexpectedAnswer({ service: connection.plugin.name, what })), from }
      }
      const { items, next } = step.value
      await staged.add(contentsOfItems(reader.resource, items, staged.count), way, next)
      isLast = next === undefined
      from = next
      if (signal.aborted && !isLast) {
        await pages.return?.(undefined)
        signal.throwIfAborted()
      }
    }
  }

  private attemptOf({ error }: Thrown, { reader }: Way): Attempt {
    const { permissions, licence = 'another licence' } = reader
    switch (error.code) {
      case permissionMissing.kind.code:
      case permissionPropagating.kind.code:
        return { reading: { status: 'notPermitted', permissions }, final: false }
      case licenceMissing.kind.code:
        return { reading: { status: 'notLicensed', licence }, final: true }
      case serviceAbsent.kind.code:
        return { reading: { status: 'notApplicable', reason: error.why }, final: true }
      case tenantNotManaged.kind.code:
        return 'beyond'
      default:
        return error.health === 'permissionError'
          ? { reading: { status: 'notPermitted', permissions, reason: error.why }, final: false }
          : { reading: { status: 'error', problem: problemFacts(error) }, final: false }
    }
  }
}

/** A failure hides what might have been read; what is not permitted tells more than what is switched off. */
function mostTelling(found: readonly Found[]): Found | undefined {
  const order: Unvalued['status'][] = ['error', 'notPermitted', 'notRead']
  return order.flatMap((status) => found.find(({ reading }) => reading.status === status) ?? [])[0]
}

async function pause({ retryAfterSeconds = PAUSE_SECONDS }: AppError, signal: AbortSignal): Promise<void> {
  await wait(Math.min(retryAfterSeconds, LONGEST_PAUSE_SECONDS) * 1000, undefined, { signal }).catch(() => undefined)
}
