import { Global, Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common'
import { ScheduleModule } from '@nestjs/schedule'
import { CONFIG, type Config } from '../config/config.js'
import { Jobs } from './jobs.js'
import { Ticks } from './ticks.js'
import { Workers } from './workers.js'

/** Background work. */
@Global()
@Module({ imports: [ScheduleModule.forRoot()], providers: [Jobs, Workers, Ticks], exports: [Jobs, Workers, Ticks] })
export class JobsModule implements OnApplicationBootstrap {
  private readonly logger = new Logger('Jobs')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return
    this.ticks.start()
    // Not awaited: requests are served while the queue connects.
    void this.workers.start().catch((error: unknown) => this.logger.error(error, 'The worker cannot start'))
  }
}
