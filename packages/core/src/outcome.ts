/** What a control says of a tenant. */
export type Verdict = 'pass' | 'fail' | 'manual' | 'notApplicable' | 'notAssessed'

/** Why a control could not be judged. */
export type Cause = 'notPermitted' | 'notLicensed' | 'notRead' | 'error'

/** One thing that decided: an object, the property that was looked at, and what it held. */
export interface Evidence {
  /** What people call the object, e.g. the name of a policy. */
  object: string
  /** The source's own id of it. */
  id?: string
  /** Id of the resource it is in, where the control reads several. */
  resource?: string
  property?: string
  /** JSON. */
  value?: unknown
  /** What it should be, in words. */
  expected?: string
  ok: boolean
}

export interface Outcome {
  verdict: Verdict
  /** Only with `notAssessed`. */
  cause?: Cause
  /** A sentence that a customer understands. */
  reason: string
  evidence: readonly Evidence[]
  /** What a stricter reader would mind although the verdict stands. */
  warnings: readonly string[]
  /** The licence whose absence is the only reason of the failure, or of not being assessed. */
  licence?: string
  /** Any one of these permissions would let it be assessed. */
  permissions?: readonly string[]
  /** The name of the wanted fact for lack of which it was not assessed; the runner says why that was not to be had. */
  lacks?: string
  /** Values of the control's parameters with which it would pass, by parameter id. */
  wouldPassWith?: Readonly<Record<string, unknown>>
}

/** What may accompany a verdict. */
export interface OutcomeDetails {
  evidence?: readonly Evidence[]
  warnings?: readonly string[]
}

export function pass(reason: string, { evidence = [], warnings = [] }: OutcomeDetails = {}): Outcome {
  return { verdict: 'pass', reason, evidence, warnings }
}

export function fail(
  reason: string,
  details: OutcomeDetails & Pick<Outcome, 'licence' | 'wouldPassWith'> = {},
): Outcome {
  return { evidence: [], warnings: [], ...details, verdict: 'fail', reason }
}

/** The control has no object here: its precondition is absent. */
export function notApplicable(reason: string, { evidence = [], warnings = [] }: OutcomeDetails = {}): Outcome {
  return { verdict: 'notApplicable', reason, evidence, warnings }
}

export function notAssessed(
  cause: Cause,
  reason: string,
  details: OutcomeDetails & Pick<Outcome, 'licence' | 'permissions'> = {},
): Outcome {
  return { evidence: [], warnings: [], ...details, verdict: 'notAssessed', cause, reason }
}

/** A person has to look. */
export function manual(reason: string, { evidence = [], warnings = [] }: OutcomeDetails = {}): Outcome {
  return { verdict: 'manual', reason, evidence, warnings }
}

/** It turned out that a fact that is only wanted decides, and it was not read: `lacks('settings')`. */
export function lacks(wanted: string): Outcome {
  return { ...notAssessed('notRead', `${wanted} was not read.`), lacks: wanted }
}
