import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

const hunt = (body: unknown) => graph(simulator, token, '/security/runHuntingQuery', { method: 'POST', body })

describe('Advanced hunting', () => {
  it('gives the rows of a table and the schema they follow', async () => {
    const { status, body } = await hunt({ Query: 'OAuthAppInfo | where AppStatus == "Enabled" | take 2' })
    const results = body['results'] as Record<string, unknown>[]
    const names = (body['schema'] as { name: string }[]).map(({ name }) => name)
    expect([status, results.length]).toEqual([200, 2])
    for (const row of results) expect(names).toEqual(expect.arrayContaining(Object.keys(row)))
  })

  it.each([
    ['a table that there is not', { Query: 'EmailDreams | take 1' }, "'EmailDreams'"],
    ['no query', {}, "'Query'"],
  ])('refuses %s with 400', async (_, body, message) => {
    const answer = await hunt(body)
    expect([answer.status, answer.body]).toMatchObject([400, { error: { message: expect.stringContaining(message) } }])
  })
})

describe('The secure score', () => {
  it('is what its controls add up to, on each of ninety days', async () => {
    const { value } = (await graph(simulator, token, '/security/secureScores')).body
    expect(value).toHaveLength(90)
    for (const { currentScore, maxScore, controlScores } of value) {
      const scores = (controlScores as { score: number }[]).map(({ score }) => score)
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(Number(currentScore), 1)
      expect(Number(maxScore)).toBeGreaterThan(Number(currentScore))
    }
    expect(new Set(value.map(({ currentScore }) => currentScore)).size).toBeGreaterThan(5)
  })

  it('scores what there is a profile for', async () => {
    const [today] = (await graph(simulator, token, '/security/secureScores?$top=1')).body.value
    const profiles = (await graph(simulator, token, '/security/secureScoreControlProfiles?$top=999')).body.value
    const scores = (today?.['controlScores'] ?? []) as { controlName: string }[]
    expect(new Set(scores.map(({ controlName }) => controlName))).toEqual(new Set(profiles.map(({ id }) => id)))
    expect(scores.length).toBeGreaterThan(50)
  })
})
