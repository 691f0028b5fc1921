import { describe, expect, it } from 'vitest'
import { defaultIdleMinutes } from './idle-definition.js'

const ending = (WebSessionIdleTimeout: unknown, ApplicationId = 'default') =>
  JSON.stringify({
    ActivityBasedTimeoutPolicy: { Version: 1, ApplicationPolicies: [{ ApplicationId, WebSessionIdleTimeout }] },
  })

describe('the idle time of a definition', () => {
  it.each([
    ['00:15:00', 15],
    ['03:00:00', 180],
    ['1.00:00:00', 1440],
    ['00:00:30', 0.5],
  ])('is told of %s in minutes', (span, minutes) => {
    expect(defaultIdleMinutes(ending(span))).toBe(minutes)
  })

  it.each([
    ['it is for one application alone', ending('01:00:00', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c')],
    ['the time is no time', ending('soon')],
    ['the time is nothing', ending('00:00:00')],
    ['there is no time', ending(null)],
    ['the text is no JSON', '{'],
    ['the JSON is something else', '[]'],
  ])('is not known where %s', (_, text) => {
    expect(defaultIdleMinutes(text)).toBeUndefined()
  })
})
