import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import type { AccessReview } from '../../resources/access-reviews.js'
import type { SubscribedSku } from '../../resources/subscribed-skus.js'
import { ENTRA_P2, hasEntraP2 } from '../entra-p2.js'

export interface ReviewFacts {
  skus: readonly SubscribedSku[]
  reviews: readonly AccessReview[]
}

export interface WantedReview {
  isAbout: (review: AccessReview) => boolean
  /** What a review lacks, in words; nothing: it will do. */
  lacks: (review: AccessReview) => readonly string[]
  /** What a stricter reader would mind of one that will do, in words. */
  minds?: (review: AccessReview) => readonly string[]
  /** What is reviewed, to follow `review`: `guests`. */
  whom: string
}

/** Judges that at least one review that goes on is about the right people and does what it should. */
export function judgeReviews({ skus, reviews }: ReviewFacts, { isAbout, lacks, minds, whom }: WantedReview): Outcome {
  if (!hasEntraP2(skus))
    return fail(`No subscription includes Entra ID P2, so that nobody reviews ${whom}.`, { licence: ENTRA_P2 })
  const about = reviews.filter(isAbout).map((review) => ({ review, faults: lacks(review) }))
  if (about.length === 0) return fail(`No access review covers ${whom}.`)
  const good = about.filter(({ faults }) => faults.length === 0)
  if (good.length === 0) return fail(`No access review covers ${whom} as it should.`, { evidence: about.map(describe) })
  const [first] = good
  return pass(`${reviewName(first?.review)} covers ${whom}.`, {
    evidence: good.map(describe),
    warnings: minds ? [...new Set(good.flatMap(({ review }) => minds(review)))] : [],
  })
}

function describe({ review, faults }: { review: AccessReview; faults: readonly string[] }): Evidence {
  return {
    object: reviewName(review),
    id: review.id,
    property: 'settings',
    value: faults.length > 0 ? faults : 'as it should be',
    expected: 'a review that goes on, repeats, and takes effect',
    ok: faults.length === 0,
  }
}

function reviewName(review: AccessReview | undefined): string {
  return review?.displayName ?? review?.id ?? 'A review'
}

/** Every list that a review is about, as the queries it is written in. */
export function queriesOf({ scope, instanceEnumerationScope }: AccessReview): string[] {
  return [scope, instanceEnumerationScope].flatMap((each) =>
    [each?.query, ...[...(each?.principalScopes ?? []), ...(each?.resourceScopes ?? [])].map(({ query }) => query)]
      .filter((query) => query !== null && query !== undefined)
      .map((query) => decoded(query).toLowerCase()),
  )
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query)
  } catch {
    return query
  }
}

/** Whether it is still going on; a review that repeats stays in progress. */
export function goesOn({ status }: AccessReview): boolean {
  return status === 'InProgress'
}

/** How many months pass from one round to the next; undefined: there is only one. */
export function monthsBetween({ settings }: AccessReview): number | undefined {
  const { type, interval } = settings?.recurrence?.pattern ?? {}
  const every = interval || 1
  switch (type) {
    case 'daily':
      return every / 30
    case 'weekly':
      return every / 4
    case 'absoluteMonthly':
    case 'relativeMonthly':
      return every
    case 'absoluteYearly':
    case 'relativeYearly':
      return every * 12
    default:
      return undefined
  }
}
