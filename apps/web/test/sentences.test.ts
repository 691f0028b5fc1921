import { describe, expect, it } from 'vitest'
import { call, fieldMessages, problemOf } from '../src/api/problem.js'
import type { Connection } from '../src/api/shapes.js'
import { periods, startOf } from '../src/features/audit/audit-filter.js'
import { deviceName } from '../src/features/account/device-name.js'
import { healthLooks } from '../src/features/connections/health.js'
import { uptimeDays } from '../src/features/connections/uptime.js'
import { homeSentence } from '../src/features/home/home-sentence.js'

const of = (...healths: Connection['health'][]) => healths.map((health) => ({ health }) as Connection)

describe('the sentence of the Home page', () => {
  it.each([
    ['nothing is connected', [], 0, 'Nothing is connected yet.'],
    ['all is well', of('connected', 'connected'), 0, 'All 2 connections are well. Nothing needs you.'],
    ['one is broken', of('connected', 'authenticationError'), 1, '1 of 2 connections are well. One thing needs you.'],
    ['the only one is broken', of('permissionError'), 2, 'Your connection is not well. 2 things need you.'],
    ['the only one cannot be checked', of('serviceError'), 0, 'Your connection cannot be checked right now.'],
    [
      'what is switched off does not count',
      of('connected', 'disabled'),
      0,
      'Your connection is well. Nothing needs you.',
    ],
    ['what needs one is not known', of('connected'), undefined, 'Your connection is well.'],
  ])('when %s', (_, connections, needing, sentence) => {
    expect(homeSentence(connections, needing)).toBe(sentence)
  })
})

describe('the four states of health', () => {
  it.each([
    ['S4.13', 'connected', 'good'],
    ['S4.14', 'authenticationError', 'broken'],
    ['S4.15', 'permissionError', 'attention'],
    ['S4.16', 'serviceError', 'unknown'],
  ] as const)('%s: %s looks %s', (_, health, meaning) => {
    expect(healthLooks[health].meaning).toBe(meaning)
  })
})

describe('the uptime of a day', () => {
  it('N27: is not known where nothing was checked, however the connection stood', () => {
    const [day] = uptimeDays({
      days: [{ day: '2026-11-20', connectedMinutes: 0, knownMinutes: 0, worst: 'unknown' }],
      uptime: null,
      incidents: [],
    })
    expect(day).toMatchObject({ share: null, text: 'not known' })
  })

  it('N27: counts the known minutes alone', () => {
    const [day] = uptimeDays({
      days: [{ day: '2026-11-20', connectedMinutes: 30, knownMinutes: 60, worst: 'authenticationError' }],
      uptime: 0.5,
      incidents: [],
    })
    expect(day).toMatchObject({ share: 0.5, worst: 'broken' })
  })
})

describe('an answer that is a problem', () => {
  const problem = {
    title: 'Some fields are not right',
    status: 422,
    detail: 'One field is not right.',
    code: 'validation_failed',
    fix: 'See errors.',
    retryable: false,
    errors: [{ path: 'name', message: 'Too short.' }],
  }

  it('is thrown with its parts', async () => {
    const failed = await call(Promise.resolve({ error: problem, response: new Response(null, { status: 422 }) })).catch(
      (error: unknown) => error,
    )
    expect(problemOf(failed)).toEqual(problem)
    expect(fieldMessages(failed)).toEqual({ name: 'Too short.' })
  })

  it('is named as foreign when it is not ours', async () => {
    const failed = await call(
      Promise.resolve({ error: '<html>', response: new Response(null, { status: 502 }) }),
    ).catch((error: unknown) => error)
    expect(problemOf(failed)).toMatchObject({ code: 'unexpected_answer', status: 502 })
  })

  it('is made up where no answer came', async () => {
    const failed = await call(Promise.reject(new TypeError('Failed to fetch'))).catch((error: unknown) => error)
    expect(problemOf(failed)).toMatchObject({ code: 'unreachable', retryable: true })
  })
})

describe('small words', () => {
  it('begin a period on the full hour, so that the same question has the same answer', () => {
    const now = Date.parse('2026-11-21T12:34:56Z')
    expect(startOf('7d', now)).toBe('2026-11-14T12:00:00.000Z')
    expect(periods.map(({ value }) => startOf(value, now)).at(-1)).toBeUndefined()
  })

  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', 'Unknown device'],
  ])('name a device', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name)
  })
})
