import type { ConsentRequest } from '../consent.js'
import type { DnsType } from '../host.js'
import type { ConnectionSetup } from '../plugin.js'
import type { TenantRef } from '../tenants.js'

/** A wrong input that the provider must tell apart from others. */
export interface Mistake {
  setup(): ConnectionSetup
  /** The code it is reported with, where it is not the one that the suite expects. */
  code?: string
}

/** Where something goes wrong: when signing in, or at the calls after it. */
export type Stage = 'signIn' | 'calls'

/** Where the capabilities of a provider are tried. */
export interface ReachBench {
  /** A connection that has them, with all that they need granted. */
  setup(): ConnectionSetup
  /** A tenant where all of them work; of a provider without `inTenant` the connection's own. */
  tenant(): TenantRef
  /** A tenant that exists nowhere, or that the connection does not reach. */
  unreached(): TenantRef
  /** What bulk consent is asked for, where the provider has it. */
  order?(): { request: ConsentRequest; name: string }
}

/**
 * What the conformance suite must know of the fake that a provider is tested against. The suite itself makes whatever
 * can go wrong on the way (server errors, silence, cut and damaged answers); the bench makes what only the provider's
 * own service can say.
 */
export interface ProviderBench {
  /** Starts the fake. Resolves to its base address: `https://HOST/PATH` is then asked at `ADDRESS/HOST/PATH`. */
  start(): Promise<string>
  stop(): Promise<void>
  /** Puts everything back as it was after `start`. Called before each sentence. */
  reset(): void | Promise<void>
  /**
   * A setup that works, with every permission its sets need granted, for this kind of connection and of credential.
   * Without them: the one that most people use.
   */
  setup(kind?: string, credential?: string): ConnectionSetup
  /** The same way in, to another tenant; absent when the fake has only one. */
  otherTenant?(): ConnectionSetup
  /** Wrong inputs; `impossible` states that this provider has no such thing. */
  mistakes: Readonly<Record<'wrongSecret' | 'wrongTenant' | 'wrongClient', Mistake | 'impossible'>>
  /** The credential of `setup()` ends now; `impossible` when this provider's credentials never end. */
  expireCredential: (() => void | Promise<void>) | 'impossible'
  /** From now on exactly these permissions are granted to the connection of `setup()`. */
  grant(permissions: readonly string[]): void | Promise<void>
  /** A permission that `setup()` needs and a wider one that can be granted instead; absent when the lattice is empty. */
  wider?: { needed: string; by: string }
  /** The provider asks for silence, and says for how many seconds or not. */
  throttle(stage: Stage, seconds?: number): void | Promise<void>
  /** Addresses that `forbiddenCalls` rule out, at least one for each rule. */
  forbidden: readonly string[]
  /** Where its capabilities are tried; absent when it declares none. */
  reach?: ReachBench
  /** Every secret in play: none of them may ever be seen. */
  secrets(): readonly string[]
  /** Asks the fake's domain name system, as `Host.resolve` does; absent when the provider asks for no names. */
  resolve?(name: string, type: DnsType): Promise<readonly string[]>
  /** The workload identity token of a federated credential. */
  workloadToken?(name: string): Promise<string>
}
