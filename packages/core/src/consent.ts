import type { AppError } from './errors.js'
import type { SetupStep } from './guide.js'
import type { ConnectionSetup } from './plugin.js'
import type { TenantRef } from './tenants.js'

/** The settings of a connection without its secret. */
export type PublicSetup = Pick<ConnectionSetup, 'kind' | 'config' | 'sets'>

/** One API of the provider, and what our app asks of it. */
export interface RequestedApi {
  /** The provider's id of the API. */
  id: string
  name: string
  permissions: readonly { id: string; name: string }[]
}

/** What an administrator is asked to consent to. */
export interface ConsentRequest {
  /** The provider's id of our app. */
  appId: string
  apis: readonly RequestedApi[]
}

/** What came back from the provider's consent page. A hint: only a sign-in in the tenant proves anything. */
export interface ConsentReturn {
  state?: string
  /** The tenant that the page says it was. */
  tenantId?: string
  /** Why nothing was granted. */
  refused?: AppError
}

/** Consent of a tenant's administrator to our app, one tenant at a time. It is proved by `authenticate` in that tenant. */
export interface Consent<Client> {
  kinds: readonly string[]
  request: (setup: PublicSetup) => ConsentRequest
  /** The page where an administrator of the tenant consents. Without a redirect URI it ends on a page of the provider. */
  link: (setup: PublicSetup, at: { tenant: TenantRef; state: string; redirectUri?: string }) => string
  readReturn: (query: Readonly<Record<string, string>>) => ConsentReturn
  /** Of which roles of a relationship a partner's person needs one to consent for a customer; the provider's ids. */
  partnerRoles: readonly { id: string; name: string }[]
  /** What to do for one tenant, and who may. */
  guide: (setup: PublicSetup, tenant: TenantRef) => SetupStep
  /** The page where an administrator sees and revokes what was granted. */
  reviewLink?: (setup: PublicSetup, tenant: TenantRef) => { label: string; href: string }
  /** Whether the app accepts this redirect URI, where its registration can be read. */
  acceptsReturnTo?: (client: Client, redirectUri: string) => Promise<boolean | undefined>
}

/** How far a bulk consent is with one tenant. `done` is what the provider says; it proves nothing. */
export interface BulkConsentProgress {
  tenantId: string
  status: 'queued' | 'running' | 'done' | 'failed' | 'unreachable'
  /** What the provider says about it. */
  reason?: string
}

/** Consent for many tenants at once, by a provider that may act in them. */
export interface BulkConsent<Client> {
  kinds: readonly string[]
  /** Which of these tenants it reaches; of the others, why not. */
  reach: (client: Client, tenants: readonly TenantRef[]) => Promise<{ tenantId: string; problem?: AppError }[]>
  /**
   * Asks for consent in these tenants. Asking again for the same ones is safe. The ticket is JSON and outlives this
   * process; `name` names our app.
   */
  start: (
    client: Client,
    order: { request: ConsentRequest; name: string; tenants: readonly TenantRef[] },
  ) => Promise<unknown>
  poll: (client: Client, ticket: unknown) => Promise<readonly BulkConsentProgress[]>
  /** How long the provider may take for all of it, in seconds: after that, what is not done has failed. */
  deadlineSeconds: (tenants: number) => number
}
