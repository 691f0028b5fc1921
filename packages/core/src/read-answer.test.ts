import { describe, expect, it } from 'vitest'
import { isWebPage, notNow, parseJson, provenanceBy, retryAfterSeconds } from './read-answer.js'
import { serviceUnavailable, throttled } from './shared-errors.js'

const NOON = new Date('2026-03-01T12:00:00Z')
const URL_OF_USER = "https://api.example/v1/users('11111111-2222-4333-8444-555555555555')/a%20b?$select=id"

const saying = (retryAfter: string, status = 429) =>
  new Response(null, { status, headers: { 'retry-after': retryAfter } })

describe('which exchange an answer came from', () => {
  const response = new Response(null, { status: 404, headers: { second: 'two', third: 'three' } })

  it('names the operation without ids and query, and the first request id there is', () => {
    const provenanceOf = provenanceBy(['first', 'second', 'third'])
    expect(provenanceOf('GET', URL_OF_USER, response, NOON, 'NotFound')).toEqual({
      operation: "GET api.example/v1/users('{id}')/a%20b",
      at: '2026-03-01T12:00:00.000Z',
      status: 404,
      requestId: 'two',
      providerCode: 'NotFound',
    })
  })

  it('writes the path as the provider finds it readable', () => {
    const provenanceOf = provenanceBy([], decodeURIComponent)
    expect(provenanceOf('GET', URL_OF_USER, response, NOON)).toEqual({
      operation: "GET api.example/v1/users('{id}')/a b",
      at: '2026-03-01T12:00:00.000Z',
      status: 404,
    })
  })
})

describe('how long a service asks to wait', () => {
  it.each([
    ['30', 30],
    [' 30 ', 30],
    ['0.2', 1],
    ['-5', 0],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads “%s”', (header, seconds) => {
    expect(retryAfterSeconds(saying(header), NOON)).toBe(seconds)
  })

  it('is kept with the error that says “not now”', () => {
    const busy = notNow(saying('7'), 'api.example', NOON, {})
    expect([throttled.is(busy), busy?.retryAfterSeconds]).toEqual([true, 7])
    const down = notNow(saying('9', 503), 'api.example', NOON, {})
    expect([serviceUnavailable.is(down), down?.retryAfterSeconds, down?.why]).toEqual([
      true,
      9,
      expect.stringContaining('api.example'),
    ])
    expect(notNow(new Response(null, { status: 404 }), 'api.example', NOON, {})).toBeUndefined()
  })
})

describe('the body of an answer', () => {
  it('is read as JSON', () => {
    expect(parseJson('{"a":[1]}', 'api.example', {})).toEqual({ a: [1] })
  })

  it.each([
    ['', 'nothing at all'],
    ['{"a":', 'breaks off or is damaged'],
    [' <!doctype html><title>Sign in</title>', 'a web page instead of data'],
  ])('says what came in place of JSON: “%s”', (text, what) => {
    expect(() => parseJson(text, 'api.example', {})).toThrow(what)
  })

  it('is told apart from a web page', () => {
    expect([isWebPage('\n<html>'), isWebPage('"<html>"')]).toEqual([true, false])
  })
})
