import { Global, Module, type DynamicModule } from '@nestjs/common'
import { CONFIG, type Config } from './config/config.js'
import { Database } from './database/database.js'
import { Redactor } from './observability/redactor.js'
import type { MasterKeys } from './vault/master-keys.js'

/** What was opened before Nest starts and is closed after it stops. */
export interface OpenPlatform {
  config: Config
  database: Database
  /** The app's database login, for what keeps connections of its own. */
  appUrl: string
  /** The keys that seal secrets; other keys are derived from the current one. */
  masterKeys: MasterKeys
}

/** What every module may rely on. */
export interface Platform extends OpenPlatform {
  redactor: Redactor
}

/** Injection token of {@link Platform}. */
export const PLATFORM = Symbol('Platform')

/** Offers the platform's parts to every module. */
@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: PLATFORM, useValue: platform },
        { provide: CONFIG, useValue: platform.config },
        { provide: Database, useValue: platform.database },
        { provide: Redactor, useValue: platform.redactor },
      ],
      exports: [PLATFORM, CONFIG, Database, Redactor],
    }
  }
}
