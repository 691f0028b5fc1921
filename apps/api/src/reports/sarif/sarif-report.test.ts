import { describe, expect, it } from 'vitest'
import { sampleReport } from '../testing/sample-report.js'
import { written } from '../testing/written.js'
import { sarifMessage } from './sarif-message.js'
import { sarifReport } from './sarif-report.js'

interface Sarif {
  version: string
  runs: [
    {
      tool: { driver: { rules: { id: string; help: { text: string }; relationships: unknown[] }[] } }
      taxonomies: { name: string; taxa: { id: string }[] }[]
      results: {
        ruleId: string
        ruleIndex: number
        kind: string
        level: string
        message: { text: string }
        guid: string
        locations: { logicalLocations: [{ name: string; fullyQualifiedName: string }] }[]
        suppressions: { status: string; justification: string }[]
      }[]
      invocations: { toolExecutionNotifications: { properties: { requestId?: string } }[] }[]
    },
  ]
}

const sarif = async (names?: string[]) => JSON.parse(await written(sarifReport(sampleReport(names)))) as Sarif

describe('a report as SARIF', () => {
  it('has controls as its rules, with their help, related to the requirements they answer', async () => {
    const [run] = (await sarif()).runs
    const { rules } = run.tool.driver
    expect(rules).toHaveLength(13)
    expect(rules[0]).toMatchObject({
      id: 'entra-mfa-all-users',
      defaultConfiguration: { level: 'error' },
      helpUri: 'https://learn.microsoft.com/entra/identity/conditional-access/',
      relationships: [{ target: { id: 'B.1.2', toolComponent: { index: 0 } } }, { target: { id: 'IA-2' } }],
    })
    expect(rules[0]?.help.text).toContain('Impact: Everyone registers a second factor')
    expect(run.taxonomies.map(({ name, taxa }) => [name, taxa.length])).toEqual([
      ['baseline', 8],
      ['catalogue-r5', 3],
    ])
  })

  it.each([
    ['entra-mfa-all-users', 'fail', 'error'],
    ['exo-shared-mailbox-signin', 'fail', 'note'],
    ['exo-dmarc-reject', 'fail', 'error'],
    ['entra-legacy-auth-blocked', 'pass', 'none'],
    ['teams-training-read', 'review', 'none'],
    ['spo-sync-managed-devices', 'notApplicable', 'none'],
    ['exo-forwarding-blocked', 'open', 'none'],
  ])('says of %s: %s, %s', async (control, kind, level) => {
    const [{ results, tool }] = (await sarif()).runs
    const result = results.find(({ ruleId }) => ruleId === control)
    expect(result).toMatchObject({ kind, level })
    expect(tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe(control)
  })

  it('places results at the objects that decided, and at the tenant where none did', async () => {
    const [{ results }] = (await sarif()).runs
    expect(results[0]?.locations.map(({ logicalLocations: [place] }) => place)).toMatchObject([
      { name: 'Require MFA', fullyQualifiedName: 'fourthcoffee.example/entra.conditionalAccessPolicies/f0a3' },
      { name: 'Require MFA for admins' },
    ])
    expect(results[3]?.locations).toMatchObject([{ logicalLocations: [{ name: 'Fourth Coffee', kind: 'tenant' }] }])
  })

  it('holds exceptions as suppressions, accepted only when approved, and never leaves the list out', async () => {
    const [{ results }] = (await sarif()).runs
    expect(results.filter(({ suppressions }) => !Array.isArray(suppressions))).toEqual([])
    const of = (control: string) => results.find(({ ruleId }) => ruleId === control)?.suppressions
    expect(of('exo-dmarc-reject')).toMatchObject([
      { status: 'accepted', justification: 'The newsletter service signs from January on.' },
    ])
    expect(of('exo-shared-mailbox-signin')).toMatchObject([{ status: 'underReview' }])
  })

  it('tells what could not be read, with the request that failed', async () => {
    const [{ invocations }] = (await sarif()).runs
    expect(invocations[0]?.toolExecutionNotifications.map(({ properties }) => properties)).toContainEqual({
      resource: 'exchange.transportConfig',
      status: 'error',
      requestId: 'b2a7f0de-8a51-4c39-8d0b-1c2d3e4f5a6b',
    })
  })

  it('keeps the ids of results from one time to the next, and those of tenants apart', async () => {
    const ids = async () => (await sarif(['A', 'B'])).runs[0].results.map(({ guid }) => guid)
    expect(await ids()).toEqual(await ids())
    expect(new Set(await ids()).size).toBe(26)
  })

  it('writes placeholders and links in a text so that they are neither', () => {
    expect(sarifMessage('{0} and [here](https://example.org), [not here]').text).toBe(
      String.raw`{{0}} and \[here](https://example.org), [not here]`,
    )
  })
})
