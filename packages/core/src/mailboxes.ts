import type { PublicSetup } from './consent.js'
import type { SetupStep } from './guide.js'
import type { TenantRef } from './tenants.js'

/** A distribution list, in words that all providers of mailboxes share. */
export interface DistributionList {
  id: string
  name: string
  address: string
}

/** Someone or something that gets what is sent to a list. */
export interface ListMember {
  id: string
  name: string
  /** Absent where the member has no address of its own. */
  address?: string
}

/** A mailbox that several people use and nobody signs in to. */
export interface SharedMailbox {
  id: string
  name: string
  address: string
}

export type MailboxAccess = 'fullAccess' | 'sendAs' | 'sendOnBehalf'

/** What one person may do with a mailbox, beyond what its owner may; inherited access is left out. */
export interface MailboxPermission {
  /** The address of the person, or what the provider names them by where there is none. */
  person: string
  access: readonly MailboxAccess[]
}

/** One change of who may use a mailbox. */
export interface MailboxPermissionChange {
  /** The mailbox, by its address. */
  mailbox: string
  /** The person, by their address. */
  person: string
  access: MailboxAccess
  change: 'grant' | 'revoke'
}

/** One change of who is on a distribution list. */
export interface ListMemberChange {
  list: DistributionList
  member: { id: string; address: string }
  change: 'add' | 'remove'
}

/**
 * Administration of mailboxes and distribution lists in one tenant. Its client is one made with `inTenant`. A change
 * resolves once a second read shows it, and throws otherwise: a provider's word for it is not enough.
 */
export interface Mailboxes<Client> {
  kinds: readonly string[]
  /** What people call the service, e.g. `Exchange`. */
  service: string
  /** The permission set whose feature it is, where the provider has one for it. */
  set?: string
  /**
   * A cheap read that shows that it works; resolves to a fact worth showing. Throws `roleMissing` or `rolePropagating`
   * where a role is the matter, `serviceAbsent` where the tenant has no such service, `tenantNotManaged` where the
   * provider does not reach the tenant.
   */
  probe: (client: Client) => Promise<string | undefined>
  /** What to do in a tenant so that it works, and who may. */
  guide?: (setup: PublicSetup, tenant: TenantRef) => SetupStep
  /**
   * Where the provider acts through an app of its own: has it renew that app's access to the tenant, which helps where the
   * probe says that the access is gone. Resolves to what it says it did.
   */
  refresh?: {
    /** The permission set whose feature it is. */
    set?: string
    ask: (client: Client) => Promise<string>
  }
  /** The first lists of the tenant. */
  lists: (client: Client, limit: number) => Promise<readonly DistributionList[]>
  /** Everyone on a list. */
  members: (client: Client, list: DistributionList) => Promise<readonly ListMember[]>
  changeMember: (client: Client, change: ListMemberChange) => Promise<void>
  /** The first shared mailboxes of the tenant. */
  sharedMailboxes: (client: Client, limit: number) => Promise<readonly SharedMailbox[]>
  /** Makes a shared mailbox. `notes` says what did not go along with it, e.g. that its account can sign in. */
  createSharedMailbox: (
    client: Client,
    mailbox: { name: string; address: string },
  ) => Promise<SharedMailbox & { notes?: readonly string[] }>
  /** Who may use a mailbox, by its address. */
  permissions: (client: Client, mailbox: string) => Promise<readonly MailboxPermission[]>
  changePermission: (client: Client, change: MailboxPermissionChange) => Promise<void>
}

/** A person in a tenant, in words that all providers share. */
export interface ListedUser {
  id: string
  name: string
  address: string
  enabled: boolean
}

/** The people of one tenant. */
export interface People<Client> {
  kinds: readonly string[]
  /** The first people of the tenant. */
  users: (client: Client, limit: number) => Promise<readonly ListedUser[]>
}
