import {
  Global,
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { LazyModuleLoader } from '@nestjs/core'
import { CONFIG, type Config } from '../config/config.js'
import { Jobs } from './jobs.js'
import { Ticks } from './ticks.js'
import { Workers } from './workers.js'

/** The libraries of the clock and the queue keep the process busy for a moment while they load: the first requests go first. */
const START_AFTER_MS = 250

/** Background work. */
@Global()
@Module({ providers: [Jobs, Workers, Ticks], exports: [Jobs, Workers, Ticks] })
export class JobsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs')
  private starting: NodeJS.Timeout | undefined

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly modules: LazyModuleLoader,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return
    this.starting = setTimeout(() => {
      this.start().catch((error: unknown) => this.logger.error(error, 'Background work cannot start'))
    }, START_AFTER_MS)
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.starting)
    this.ticks.stop()
  }

  private async start(): Promise<void> {
    const { ScheduleModule, SchedulerRegistry } = await import('@nestjs/schedule')
    const schedule = await this.modules.load(() => ScheduleModule.forRoot())
    this.ticks.start(schedule.get(SchedulerRegistry))
    await this.workers.start()
  }
}
