import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '../audit/chain.js'
import type { MasterKeys } from '../vault/master-keys.js'

/** A row of the queue. */
export interface SealedWork {
  organizationId: string
  payload: unknown
  /** Fingerprint of the master key that the row was sealed with. */
  key: string
  /** Shows that this installation wrote the row: HMAC-SHA256 over name, organization and payload. */
  mac: string
}

/** Marks queue rows, and finds those that someone else wrote or changed. */
export class WorkSeal {
  constructor(private readonly keys: MasterKeys) {}

  seal(name: string, organizationId: string, payload: unknown): SealedWork {
    const { key, fingerprint } = this.keys.current
    return {
      organizationId,
      payload,
      key: fingerprint,
      mac: mac(key, name, organizationId, payload).toString('base64url'),
    }
  }

  /** Whether a row is as it was written. */
  isIntact(name: string, work: SealedWork): boolean {
    const given = Buffer.from(work.mac ?? '', 'base64url')
    const expected = mac(this.keyOf(work), name, work.organizationId, work.payload)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  /** Rows may be older than the newest rotation of the master key. */
  private keyOf({ key }: SealedWork): Buffer {
    try {
      return this.keys.withFingerprint(key).key
    } catch {
      return this.keys.current.key
    }
  }
}

function mac(masterKey: Buffer, name: string, organizationId: string, payload: unknown): Buffer {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'tenantry job seal', 32))
  return createHmac('sha256', key)
    .update(canonicalJson([name, organizationId, payload]))
    .digest()
}
