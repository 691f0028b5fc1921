import { Global, Module } from '@nestjs/common'
import { AuditController } from './audit.controller.js'
import { Audit } from './audit.js'
import { AuditLog } from './audit-log.js'

/** Offers `Audit` to all who change something, and `AuditLog` to those who go through all organizations. */
@Global()
@Module({ controllers: [AuditController], providers: [Audit, AuditLog], exports: [Audit, AuditLog] })
export class AuditModule {}
