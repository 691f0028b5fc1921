/** The four states in which a checked connection can be. */
export type Health = 'connected' | 'authenticationError' | 'permissionError' | 'serviceError'

/** Where an answer from outside came from, so that a person can look the same call up at the provider. */
export interface Provenance {
  /** What was asked, with ids blanked, e.g. `GET graph.microsoft.com/v1.0/organization`. */
  operation: string
  /** When the answer arrived. */
  at: string
  /** HTTP status of the answer; absent when there was none. */
  status?: number
  /** The provider's own id of the exchange. */
  requestId?: string
  /** The provider's own error code. */
  providerCode?: string
}

/** What every failure says: what happened, why, and what to do next. `P` holds the facts its sentences need. */
export interface ErrorDefinition<P> extends ErrorKind {
  why: (params: P) => string
  fix: (params: P) => string
  /** Example facts, for the error catalogue and its help page. */
  example: NoInfer<P>
}

/** What is the same for every error of a kind. */
export interface ErrorKind {
  /** Permanent, snake_case. Becomes the `code` of a problem and the anchor of its help page. */
  code: string
  /** HTTP status when the error reaches an API caller. */
  status: number
  title: string
  /** The health a connection takes when a check fails with this error. Absent: the error says nothing about health. */
  health?: Exclude<Health, 'connected'>
  /** True when the same request may succeed later without anyone changing anything. */
  retryable?: boolean
  /** The provider's own page about the cause. */
  learnMore?: string
}

/** What may accompany an error besides its facts. */
export interface ErrorContext {
  cause?: unknown
  provenance?: Provenance
  retryAfterSeconds?: number
  /** The input it is about, where it is one: `config.NAME` or `credential.values.NAME`. */
  field?: string
}

/** An error that a person can act on. Never holds a secret: its sentences are shown, logged and stored. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly why: string
  readonly fix: string
  readonly health: Exclude<Health, 'connected'> | undefined
  readonly retryable: boolean
  readonly learnMore: string | undefined
  readonly provenance: Provenance | undefined
  readonly retryAfterSeconds: number | undefined
  readonly field: string | undefined

  constructor(definition: ErrorKind, why: string, fix: string, context: ErrorContext = {}) {
    super(`${definition.title}: ${why}`, context.cause === undefined ? undefined : { cause: context.cause })
    this.name = 'AppError'
    this.code = definition.code
    this.status = definition.status
    this.title = definition.title
    this.why = why
    this.fix = fix
    this.health = definition.health
    this.retryable = definition.retryable ?? false
    this.learnMore = definition.learnMore
    this.provenance = context.provenance
    this.retryAfterSeconds = context.retryAfterSeconds
    this.field = context.field
  }

  /** The same error, said of one input: `config.NAME` or `credential.values.NAME`. */
  about(field: string): AppError {
    const { code, status, title, health, retryable, learnMore, provenance, retryAfterSeconds, cause } = this
    return new AppError(
      { code, status, title, retryable, ...(health && { health }), ...(learnMore && { learnMore }) },
      this.why,
      this.fix,
      {
        field,
        cause,
        ...(provenance && { provenance }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      },
    )
  }
}

/** One entry of the error catalogue: a kind of error with example sentences. */
export interface CatalogueEntry extends Omit<ErrorKind, 'retryable'> {
  why: string
  fix: string
  retryable: boolean
}

/** A kind of error, whatever facts it needs. */
export interface DeclaredError {
  readonly kind: ErrorKind
  /** Whether an error is of this kind. */
  is(error: unknown): error is AppError
  /** Its entry in the catalogue, made from its example facts. */
  describe(): CatalogueEntry
}

/** Makes an {@link AppError} of one kind from the facts its sentences need. */
export interface ErrorFactory<P> extends DeclaredError {
  (params: P, context?: ErrorContext): AppError
}

/**
 * Declares one kind of error.
 *
 * @example
 * const consentMissing = defineError({ code: 'consent_missing', status: 409, … })
 * throw consentMissing({ tenant: 'Contoso' }, { cause })
 */
export function defineError<P>({ why, fix, example, ...kind }: ErrorDefinition<P>): ErrorFactory<P> {
  const make = (params: P, context?: ErrorContext) => new AppError(kind, why(params), fix(params), context)
  return Object.assign(make, {
    kind,
    is: (error: unknown): error is AppError => error instanceof AppError && error.code === kind.code,
    describe: () => ({ ...kind, retryable: kind.retryable ?? false, why: why(example), fix: fix(example) }),
  })
}
