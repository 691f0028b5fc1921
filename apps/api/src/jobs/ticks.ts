import { Injectable, Logger } from '@nestjs/common'
import type { SchedulerRegistry } from '@nestjs/schedule'

/** Something that happens again and again. It only queues work, and may run in any number of processes at once. */
export interface Tick {
  name: string
  everySeconds: number
  tick: () => Promise<void>
}

/** Runs the ticks of all features, in processes that do background work. */
@Injectable()
export class Ticks {
  private readonly logger = new Logger('Ticks')
  private readonly ticks = new Map<string, Tick>()
  private readonly running = new Set<string>()
  private registry: SchedulerRegistry | undefined

  /** Adds a tick. Call it in `onModuleInit`. */
  register(tick: Tick): void {
    this.ticks.set(tick.name, tick)
  }

  /** Starts the clockwork. */
  start(registry: SchedulerRegistry): void {
    this.registry = registry
    for (const { name, everySeconds } of this.ticks.values()) {
      registry.addInterval(
        name,
        setInterval(() => void this.run(name), everySeconds * 1000),
      )
    }
  }

  /** Stops it. */
  stop(): void {
    for (const name of this.registry?.getIntervals() ?? []) this.registry?.deleteInterval(name)
  }

  /** Runs one tick now, unless it is still running. A failure is logged and tried again with the next one. */
  async run(name: string): Promise<void> {
    if (this.running.has(name)) return
    this.running.add(name)
    try {
      await this.ticks.get(name)?.tick()
    } catch (error) {
      this.logger.error(error, `The tick ${name} failed`)
    } finally {
      this.running.delete(name)
    }
  }
}
