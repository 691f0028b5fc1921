import { Injectable } from '@nestjs/common'
import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import { sharedErrors, type CatalogueEntry, type DeclaredError } from '@tenantry/core'
import { nothingRead } from '../assessments/assessments.errors.js'
import { auditUnavailable } from '../audit/audit.errors.js'
import { notesOf } from '../http/documentation.js'
import { httpErrors } from '../http/errors.js'
import { jobDeadline, jobRejected, jobUnknown } from '../jobs/jobs.errors.js'
import { deliveryErrors } from '../notifications/mail.errors.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { tenantUnreached } from '../snapshots/snapshots.errors.js'
import { bulkConsentFailed } from '../tenants/tenants.errors.js'
import { vaultErrors } from '../vault/vault.errors.js'

/** Errors that come up behind operations rather than in one. */
const behind: readonly DeclaredError[] = [
  auditUnavailable,
  ...vaultErrors,
  ...deliveryErrors,
  jobDeadline,
  jobRejected,
  jobUnknown,
  bulkConsentFailed,
  nothingRead,
  tenantUnreached,
]

/** Every kind of error that can reach somebody: of providers, of any operation, of single operations. */
@Injectable()
export class ErrorCatalogue {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly providers: ProviderRegistry,
  ) {}

  /** Its entries, each once. */
  entries(): CatalogueEntry[] {
    const all = [
      ...sharedErrors,
      ...this.providers.all().flatMap(({ errors }) => errors),
      ...httpErrors,
      ...this.ofOperations(),
      ...behind,
    ]
    return [...new Map(all.map((error) => [error.kind.code, error.describe()])).values()]
  }

  private ofOperations(): DeclaredError[] {
    const scanner = new MetadataScanner()
    const controllers = [...this.modules.values()].flatMap((module) => [...module.controllers.values()])
    return controllers.flatMap(({ metatype }) => {
      const prototype = metatype?.prototype as Record<string, object>
      return scanner.getAllMethodNames(prototype).flatMap((name) => notesOf(prototype[name] ?? {}).problems ?? [])
    })
  }
}
