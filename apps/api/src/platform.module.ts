import { Global, Module, type DynamicModule } from '@nestjs/common'
import { CONFIG, type Config } from './config/config.js'
import { Database } from './database/database.js'

/** What was opened before Nest starts and is closed after it stops. */
export interface Platform {
  config: Config
  database: Database
}

/** Offers the platform's parts to every module. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, database }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Database, useValue: database },
      ],
      exports: [CONFIG, Database],
    }
  }
}
