import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '../audit/chain.js'

/** A row of the queue. */
export interface SealedWork {
  organizationId: string
  payload: unknown
  /** Shows that this process family wrote the row: HMAC-SHA256 over name, organization and payload. */
  mac: string
}

/** Marks queue rows, and finds those that someone else wrote or changed. */
export class WorkSeal {
  private readonly key: Buffer

  constructor(masterKey: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', masterKey, '', 'tenantry job seal', 32))
  }

  seal(name: string, organizationId: string, payload: unknown): SealedWork {
    return { organizationId, payload, mac: this.mac(name, organizationId, payload).toString('base64url') }
  }

  /** Whether a row is as it was written. */
  isIntact(name: string, work: SealedWork): boolean {
    const given = Buffer.from(work.mac ?? '', 'base64url')
    const expected = this.mac(name, work.organizationId, work.payload)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  private mac(name: string, organizationId: string, payload: unknown): Buffer {
    return createHmac('sha256', this.key)
      .update(canonicalJson([name, organizationId, payload]))
      .digest()
  }
}
