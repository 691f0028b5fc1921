import { describe, expect, it } from 'vitest'
import { type AccessReview, accessReviews } from '../../resources/access-reviews.js'
import { monthsBetween, queriesOf } from './access-reviews.js'

function review(members: object): AccessReview {
  const [parsed] = accessReviews.schema.parse([{ id: 'r', ...members }])
  if (!parsed) throw new Error('no review')
  return parsed
}

describe('an access review', () => {
  it.each([
    ['daily', 1, 1 / 30],
    ['weekly', 1, 1 / 4],
    ['absoluteMonthly', 3, 3],
    ['relativeMonthly', 1, 1],
    ['absoluteYearly', 1, 12],
    ['absoluteMonthly', 0, 1],
    ['somethingNew', 1, undefined],
  ])('that repeats %s, every %s, comes after %s months', (type, interval, months) => {
    expect(monthsBetween(review({ settings: { recurrence: { pattern: { type, interval } } } }))).toBe(months)
  })

  it('does not repeat without a pattern', () => {
    expect(monthsBetween(review({ settings: {} }))).toBeUndefined()
  })

  it('is about all lists that its scopes name, however they are encoded', () => {
    expect(
      queriesOf(
        review({
          scope: {
            principalScopes: [{ query: "/users?$filter=(userType%20eq%20'Guest')" }],
            resourceScopes: [{ query: '/groups/1%' }],
          },
          instanceEnumerationScope: { query: '/groups' },
        }),
      ),
    ).toEqual(["/users?$filter=(usertype eq 'guest')", '/groups/1%', '/groups'])
  })
})
