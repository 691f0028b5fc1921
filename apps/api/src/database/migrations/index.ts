import type { MigrationInterface } from 'typeorm'
import { Audit1763700000100 } from './0100-audit.js'
import { Idempotency1763700000120 } from './0120-idempotency.js'
import { Identity1763700000200 } from './0200-identity.js'
import { Vault1763700000250 } from './0250-vault.js'
import { Connections1763700000300 } from './0300-connections.js'
import { Tenants1763700000400 } from './0400-tenants.js'
import { Notifications1763700000410 } from './0410-notifications.js'
import { TenantWork1763700000420 } from './0420-tenant-work.js'
import { ConsentVisits1763700000430 } from './0430-consent-visits.js'
import { AppName1763700000440 } from './0440-app-name.js'
import { ProofTimes1763700000450 } from './0450-proof-times.js'
import { Snapshots1763700000500 } from './0500-snapshots.js'
import { Assessments1763700000510 } from './0510-assessments.js'
import { Compliance1763700000520 } from './0520-compliance.js'
import { CancelledRuns1763700000530 } from './0530-cancelled-runs.js'
import { WithoutConsent1763700000540 } from './0540-without-consent.js'

/** Every migration, in the order they run. The number in a name decides the order; a released one never changes. */
export const migrations: (new () => MigrationInterface)[] = [
  Audit1763700000100,
  Idempotency1763700000120,
  Identity1763700000200,
  Vault1763700000250,
  Connections1763700000300,
  Tenants1763700000400,
  Notifications1763700000410,
  TenantWork1763700000420,
  ConsentVisits1763700000430,
  AppName1763700000440,
  ProofTimes1763700000450,
  Snapshots1763700000500,
  Assessments1763700000510,
  Compliance1763700000520,
  CancelledRuns1763700000530,
  WithoutConsent1763700000540,
]
