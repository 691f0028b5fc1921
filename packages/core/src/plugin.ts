import type { z } from 'zod'
import type { Capabilities } from './capabilities.js'
import type { DeclaredError } from './errors.js'
import type { SetupGuide, SetupRole } from './guide.js'
import type { Host } from './host.js'
import type { Control } from './control.js'
import type { Framework } from './framework.js'
import type { Reader } from './reader.js'
import type { ProviderScore } from './provider-score.js'
import type { PermissionLattice, PermissionSet } from './permissions.js'
import type { TenantRef } from './tenants.js'

/** The version of this contract. A plugin built for another one is refused at start. */
export const CONTRACT_VERSION = 1

/** A way to prove to the provider who we are. Offered in the order declared: safest first. */
export interface CredentialKind {
  id: string
  name: string
  description: string
  /** The fields, secret ones flagged with `field(…, { secret: true })`. */
  schema: z.ZodObject
  /** Why one would choose it, and what it costs. */
  advice: string
}

/** A way to connect, e.g. an app of one tenant, or a partner's app for many. */
export interface ConnectionKind {
  id: string
  name: string
  description: string
  /** Settings that are not secret. Changing one that is in `binds` asks for the credential again. */
  config: z.ZodObject
  /** Names of config fields that a secret is bound to. */
  binds: readonly string[]
  /** Ids of the credential kinds it accepts, safest first. */
  credentials: readonly string[]
  guide: SetupGuide
  /** The kind of app of the simulated cloud that it connects with, e.g. `singleTenant`; absent: it cannot be simulated. */
  simulatedApp?: string
}

/** Parsed input of `connect`. */
export interface ConnectionSetup {
  kind: string
  config: Readonly<Record<string, unknown>>
  credential: { kind: string; values: Readonly<Record<string, unknown>> }
  /** Ids of the permission sets of the features switched on. */
  sets: readonly string[]
}

/** Who we are at the provider, as proved by a fresh sign-in. */
export interface Identity {
  /** The provider's id of the tenant the credential belongs to. */
  tenantId: string
  /** Application permissions in force right now. */
  permissions: string[]
  /** Permissions that cannot be granted there, since the tenant does not have the service they belong to. */
  inapplicable?: readonly string[]
  /** The id of our own principal there, where the provider tells it. */
  principalId?: string
  /** The name under which people find our app there, where the provider tells it. */
  appName?: string
}

/** One cheap call that shows that a feature works. Throws an `AppError` when it does not. */
export interface Probe<Client> {
  id: string
  name: string
  /** The permission set whose feature it proves. */
  set: string
  /** Permissions any one of which allows the call. */
  permissions: readonly string[]
  /** Resolves to a short fact worth showing, e.g. `12 subscriptions`. */
  run: (client: Client) => Promise<string | undefined>
}

/** When the credential in use ends, and where that is known from. */
export interface CredentialLife {
  expiresAt?: string
  /** Credentials of the same app at the provider, newest first; never their values. */
  all?: {
    id: string
    kind: 'secret' | 'certificate'
    hint?: string
    name?: string
    startsAt?: string
    expiresAt?: string
  }[]
}

/** Facts about the tenant, for the connection card. */
export interface TenantFacts {
  tenantId: string
  name: string
  defaultDomain?: string
}

/** A kind of data the plugin reads, for the data access page. */
export interface DataCategory {
  id: string
  name: string
  /** What exactly is read of it. */
  reads: string
  /** The permission set that switches it on. */
  set: string
  /** Services whose resources it is about, where one set is told of by several categories; the others share none of them. */
  services?: readonly string[]
}

/** Calls a plugin promises never to make. The host refuses them. */
export interface ForbiddenCall {
  /** Tested against `METHOD host/path` without the query. */
  pattern: RegExp
  /** What is never touched, e.g. `e-mail content`. */
  what: string
}

/** A kind of call that carries other calls inside, such as a batch. The host holds each of them to the same rules. */
export interface Bundle {
  /** Tested against `host/path` without the query. */
  pattern: RegExp
  /** The calls in its body, each path from the root of the host; undefined where the body cannot be read. */
  calls: (body: string) => readonly { method: string; path: string }[] | undefined
}

/** What an administrator is asked to do at the provider. */
export interface AdminTask {
  task: 'grant' | 'revoke' | 'renewSecret'
  /** The permissions to grant or revoke; empty for `renewSecret`. */
  permissions: readonly string[]
  config: Readonly<Record<string, unknown>>
  /** The kind of credential in use. */
  credentialKind: string
}

/** An answer to a question that administrators ask at this provider. Text is plain. */
export interface HelpArticle {
  id: string
  title: string
  /** The first one is the answer in a sentence: lists of articles show it alone. */
  paragraphs: readonly string[]
  /** What to do, in order. */
  steps?: readonly string[]
  /** Other words that people search for. */
  words?: readonly string[]
  /** Codes of the errors it explains: it is linked where they are shown. */
  explains?: readonly string[]
  links?: readonly { label: string; href: string }[]
}

/** A page of the provider's own documentation that the setup leans on. */
export interface ReferenceLink {
  title: string
  text: string
  href: string
}

/** A declared plugin. `Client` is what `connect` returns; the platform passes it on and never looks inside. */
export interface PluginDefinition<Client> {
  contract: number
  id: string
  name: string
  description: string
  /** For the catalogue's filter, e.g. `Identity`, `Microsoft 365`. */
  categories: readonly string[]
  connectionKinds: readonly ConnectionKind[]
  credentialKinds: readonly CredentialKind[]
  roles: readonly SetupRole[]
  permissionSets: readonly PermissionSet[]
  lattice: PermissionLattice
  /** The permissions of these sets as a file to import at the provider. */
  permissionManifest?: (sets: readonly PermissionSet[]) => { fileName: string; content: string }
  /** Who grants permissions, and what to do about missing ones, where it is not consent to an app in a tenant. */
  grantor?: { name: string; fix: string }
  dataCategories: readonly DataCategory[]
  forbiddenCalls: readonly ForbiddenCall[]
  bundles?: readonly Bundle[]
  /** Errors of its own, besides the shared ones. */
  errors: readonly DeclaredError[]
  /** Response headers that carry the provider's id of an exchange. */
  requestIdHeaders: readonly string[]
  /**
   * The only hosts that a connection with this config may call. Where a service names hosts after regions or tenants, `*`
   * stands for letters, digits and hyphens at the beginning, e.g. `*-admin.sharepoint.com`.
   */
  hosts: (setup: Pick<ConnectionSetup, 'kind' | 'config'>) => readonly string[]
  /** Makes a client. Sends nothing yet. */
  connect: (setup: ConnectionSetup, host: Host) => Client
  /** Signs in anew, past every cache, and says who we are. */
  authenticate: (client: Client) => Promise<Identity>
  /** Names the tenant; called after `authenticate`. */
  describeTenant?: (client: Client) => Promise<TenantFacts>
  /** Reads when the credential ends, where the permissions allow it; `undefined` when they do not. */
  credentialLife?: (client: Client) => Promise<CredentialLife | undefined>
  probes: readonly Probe<Client>[]
  /** The same app in another tenant that it reaches. Sends nothing yet. */
  inTenant?: (client: Client, tenant: TenantRef) => Client
  /** What it can do in the tenants it reaches. */
  capabilities?: Capabilities<Client>
  help?: readonly HelpArticle[]
  /** What it can read of a tenant's configuration. */
  readers?: readonly Reader<Client>[]
  /** What it judges by what was read; brought along, so that the platform knows no provider's rules. */
  controls?: readonly Control[]
  frameworks?: readonly Framework[]
  /** The provider's own judgement of a tenant, where it has one. */
  score?: ProviderScore
  references?: readonly ReferenceLink[]
  /** A command that does the task, for administrators who would rather paste than click. Never holds a secret. */
  adminCommand?: (task: AdminTask) => { label: string; text: string } | undefined
  /** Pages at the provider where an administrator sees our activity. */
  activityLinks?: readonly { label: string; href: string }[]
}

declare const opaque: unique symbol

/** A client of some plugin: opaque to the platform. */
export interface PluginClient {
  readonly [opaque]: never
}

/** A plugin as the registry holds it, whatever its client is. */
export type ProviderPlugin = PluginDefinition<PluginClient>

/**
 * Declares a plugin. The client type is inferred from `connect`, so a probe for another client does not compile; the
 * result is a plain `ProviderPlugin`, so that all plugins fit in one list.
 */
export function definePlugin<Client>(definition: PluginDefinition<Client>): ProviderPlugin {
  return definition as unknown as ProviderPlugin
}
