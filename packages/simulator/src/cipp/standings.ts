/** Why CIPP's own app or account cannot get into a tenant. */
export type Trouble = 'notConsented' | 'signInAgain' | 'conditionalAccess'

/** How CIPP stands with a tenant. */
export interface Standing {
  excluded: boolean
  trouble: Trouble | undefined
  /** Failures in a row to get a token. */
  errors: number
  lastError: string
}

/** At so many failures a tenant takes no part in background work, nor in `allTenants`. */
export const TOO_MANY_ERRORS = 50

export class Standings {
  readonly #known = new Map<string, Standing>()

  of(tenantId: string): Readonly<Standing> {
    return this.#known.get(tenantId) ?? { excluded: false, trouble: undefined, errors: 0, lastError: '' }
  }

  change(tenantId: string, changes: Partial<Standing>): void {
    this.#known.set(tenantId, { ...this.of(tenantId), ...changes })
  }

  failed(tenantId: string, message: string): void {
    this.change(tenantId, { errors: this.of(tenantId).errors + 1, lastError: message })
  }

  succeeded(tenantId: string): void {
    if (this.of(tenantId).errors > 0) this.change(tenantId, { errors: 0, lastError: '' })
  }
}
