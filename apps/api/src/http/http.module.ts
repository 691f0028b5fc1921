import { Global, Module } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core'
import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common'
import { AccessControl } from './access-control.js'
import { AuthenticationGuard } from './authentication.guard.js'
import { IdempotencyInterceptor } from './idempotency.js'
import { ProblemFilter } from './problem.filter.js'
import { toValidationError } from './problem.js'

/** What holds for every operation: who may call, what goes in, what comes out, how errors look. */
@Global()
@Module({
  providers: [
    AccessControl,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    {
      provide: APP_PIPE,
      useFactory: () => new StandardSchemaValidationPipe({ exceptionFactory: toValidationError }),
    },
    // The first one is outermost: it stores what the second one lets out.
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
  ],
  exports: [AccessControl],
})
export class HttpModule {}
