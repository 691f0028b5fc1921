import { currentDataKey, unwrap, wrappedDataKey, type WrappedKey } from './data-keys.js'
import type { MasterKeys } from './master-keys.js'
import { bindingDigest, digestOf, seal, unseal, type Binding, type SealedSecret } from './sealed-secret.js'
import type { Transaction } from './transaction.js'
import { masterKeyUnknown, secretBoundElsewhere, secretUnreadable } from './vault.errors.js'

/** What was done with secrets of a connection. Holds no secret. */
export interface SecretUse {
  action: 'sealed' | 'opened'
  organizationId: string
  connectionId: string
  provider: string
  purpose: string
  fields: string[]
  /** Why it happened, for the reader of the audit log. */
  reason: string
}

/** What the vault tells the rest of the house. */
export interface VaultEvents<Tx extends Transaction> {
  /** Records a use in its own transaction. When this fails, so does the use: nothing is sealed or opened unrecorded. */
  onUse: (tx: Tx, use: SecretUse) => Promise<void>
  /** Records that secrets did not open: not in the transaction, which is lost by then. */
  onRefusal: (use: SecretUse, cause: Error) => Promise<void>
  /** Takes each plaintext before anyone else gets it, so that the log can censor it. */
  onPlaintext: (value: string) => void
}

/** Seals the secrets of connections and opens them for what they were sealed for. */
export class Vault<Tx extends Transaction> {
  constructor(
    private readonly keys: MasterKeys,
    private readonly events: VaultEvents<Tx>,
  ) {}

  /** Seals values by field, to be stored by the caller in the same transaction. */
  async seal(
    tx: Tx,
    binding: Binding,
    values: Readonly<Record<string, string>>,
    reason: string,
  ): Promise<SealedSecret[]> {
    const current = await currentDataKey(tx, this.keys, binding.organizationId)
    const digest = bindingDigest(binding)
    const sealed = Object.entries(values).map(([field, value]) => {
      this.events.onPlaintext(value)
      return {
        field,
        version: current.version,
        sealed: seal({ ...binding, field }, digest, current, Buffer.from(value)),
      }
    })
    current.key.fill(0)
    await this.events.onUse(tx, use('sealed', binding, Object.keys(values), reason))
    return sealed
  }

  /**
   * Opens sealed values. Throws `secret_bound_elsewhere` if they were sealed for another binding, and `secret_unreadable`
   * if they are not what was stored.
   */
  async open(
    tx: Tx,
    binding: Binding,
    secrets: readonly SealedSecret[],
    reason: string,
  ): Promise<Record<string, string>> {
    const opening = use(
      'opened',
      binding,
      secrets.map(({ field }) => field),
      reason,
    )
    const digest = bindingDigest(binding)
    const values: Record<string, string> = {}
    for (const secret of secrets) {
      const key = await wrappedDataKey(tx, binding.organizationId, secret.version)
      try {
        values[secret.field] = this.unsealAsBound(binding, digest, secret, key)
      } catch (cause) {
        if (secretBoundElsewhere.is(cause) || secretUnreadable.is(cause)) await this.events.onRefusal(opening, cause)
        throw cause
      }
    }
    for (const value of Object.values(values)) this.events.onPlaintext(value)
    await this.events.onUse(tx, opening)
    return values
  }

  private unsealAsBound(
    binding: Binding,
    digest: Buffer,
    { field, sealed }: SealedSecret,
    wrapped: WrappedKey | undefined,
  ): string {
    const { organizationId, provider } = binding
    let plaintext: Buffer
    try {
      if (!wrapped) throw new Error('The data key that sealed it is gone.')
      const key = unwrap(this.keys, organizationId, wrapped)
      plaintext = unseal({ ...binding, field }, key, sealed)
      key.key.fill(0)
    } catch (cause) {
      throw masterKeyUnknown.is(cause) ? cause : secretUnreadable({ provider }, { cause })
    }
    if (!digestOf(sealed).equals(digest)) throw secretBoundElsewhere({ provider })
    return plaintext.toString()
  }
}

function use(action: SecretUse['action'], binding: Binding, fields: string[], reason: string): SecretUse {
  const { organizationId, connectionId, provider, purpose } = binding
  return { action, organizationId, connectionId, provider, purpose, fields, reason }
}
