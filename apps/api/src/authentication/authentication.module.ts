import { Global, Module } from '@nestjs/common'
import { ApiKeysModule } from '../api-keys/api-keys.module.js'
import { Authenticator } from '../http/authentication.js'
import { SessionsModule } from '../sessions/sessions.module.js'
import { Identity } from './identity.js'

/** Tells every module who sends a request. */
@Global()
@Module({
  imports: [SessionsModule, ApiKeysModule],
  providers: [{ provide: Authenticator, useClass: Identity }],
  exports: [Authenticator],
})
export class AuthenticationModule {}
