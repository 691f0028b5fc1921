import type { ChangeLog } from './change-log.js'
import type { BulkConsent, Consent } from './consent.js'
import type { Mailboxes, People } from './mailboxes.js'
import type { TenantDirectory } from './tenants.js'

/**
 * What a provider can do besides being connected. The platform asks for a capability by its name, tenant by tenant, and
 * takes the first provider whose probe works there; it never asks which provider that is.
 */
export interface Capabilities<Client> {
  tenants?: TenantDirectory<Client>
  consent?: Consent<Client>
  bulkConsent?: BulkConsent<Client>
  mailboxes?: Mailboxes<Client>
  people?: People<Client>
  changeLog?: ChangeLog<Client>
}

export type CapabilityId = keyof Capabilities<unknown>
