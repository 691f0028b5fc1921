import { describe, expect, it } from 'vitest'
import { emptyReport, sampleReport } from '../testing/sample-report.js'
import { written } from '../testing/written.js'
import { oscalReport } from './oscal-report.js'
import { oneLine, requirementToken, token } from './oscal-text.js'

interface Status {
  state: string
  reason: string
}

interface Result {
  'reviewed-controls': {
    'control-selections': { 'include-controls': { 'control-id': string }[] }[]
    'control-objective-selections': Record<'include-objectives' | 'exclude-objectives', { 'objective-id': string }[]>[]
  }
  observations: {
    uuid: string
    title: string
    methods: string[]
    collected: string
    'relevant-evidence'?: { description: string }[]
  }[]
  risks: {
    uuid: string
    title: string
    status: string
    deadline?: string
    'mitigating-factors'?: { description: string }[]
  }[]
  findings: {
    target: { type: string; 'target-id': string; status: Status }
    'related-observations'?: { 'observation-uuid': string }[]
    'related-risks'?: { 'risk-uuid': string }[]
  }[]
}

interface Document {
  'assessment-results': {
    uuid: string
    metadata: { 'last-modified': string }
    'import-ap': { href: string }
    results: Result[]
    'back-matter': { resources: { uuid: string }[] }
  }
}

const text = (names?: string[]) => written(oscalReport(sampleReport(names)))
const document = async (names?: string[]) => (JSON.parse(await text(names)) as Document)['assessment-results']
const result = async () => (await document()).results[0] as Result

describe('a report as OSCAL assessment results', () => {
  it('is the same document for the same assessment, whenever it is made', async () => {
    const later = sampleReport()
    later.head.madeAt = '2027-01-01T00:00:00.000Z'
    expect(await written(oscalReport(later))).toBe(await text())
  })

  it('has the results of each tenant apart, with ids of their own', async () => {
    const { results } = await document(['A', 'B'])
    const ids = results.flatMap(({ observations, risks }) => [...observations, ...risks].map(({ uuid }) => uuid))
    expect(results).toHaveLength(2)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('names a plan that is there', async () => {
    const { 'import-ap': plan, 'back-matter': back } = await document()
    expect(back.resources.map(({ uuid }) => `#${uuid}`)).toContain(plan.href)
  })

  it('calls satisfied what passes, and neither what was not assessed nor what waits for a person', async () => {
    const { findings } = await result()
    const statuses = Object.fromEntries(findings.map(({ target }) => [target['target-id'], target.status]))
    expect(statuses).toMatchObject({
      'entra-legacy-auth-blocked_obj': { state: 'satisfied', reason: 'pass' },
      'entra-mfa-all-users_obj': { state: 'not-satisfied', reason: 'fail' },
      'exo-dmarc-reject_obj': { state: 'not-satisfied', reason: 'other' },
      'spo-sync-managed-devices_obj': { state: 'satisfied', reason: 'other' },
    })
    for (const control of [
      'entra-high-signin-risk-blocked',
      'exo-forwarding-blocked',
      'spo-links-expire',
      'exo-smtp-auth-off',
      'teams-training-read',
    ]) {
      expect(statuses).not.toHaveProperty(`${control}_obj`)
    }
  })

  it('names in its scope what was left out', async () => {
    const [selection] = (await result())['reviewed-controls']['control-objective-selections']
    expect(selection?.['exclude-objectives'].map((one) => one['objective-id']).toSorted()).toEqual([
      'entra-high-signin-risk-blocked_obj',
      'exo-forwarding-blocked_obj',
      'exo-smtp-auth-off_obj',
      'spo-links-expire_obj',
      'teams-training-read_obj',
    ])
  })

  it('judges the requirements of chosen frameworks, each as the worst of its controls', async () => {
    const { findings } = await result()
    const requirements = findings.filter(({ target }) => target.type === 'statement-id')
    expect(requirements.map(({ target }) => [target['target-id'], target.status.state])).toEqual([
      ['B.1.1', 'satisfied'],
      ['B.1.2', 'not-satisfied'],
      ['B.1.3', 'not-satisfied'],
      ['B.1.4', 'satisfied'],
      ['B.2.1', 'not-satisfied'],
      ['ac-2.1', 'not-satisfied'],
      ['ia-2', 'not-satisfied'],
      ['_5.2.1___a', 'satisfied'],
    ])
  })

  it('relates findings only to observations and risks that it has', async () => {
    const { findings, observations, risks } = await result()
    const known = new Set([...observations, ...risks].map(({ uuid }) => uuid))
    const related = findings.flatMap((finding) => [
      ...(finding['related-observations'] ?? []).map((one) => one['observation-uuid']),
      ...(finding['related-risks'] ?? []).map((one) => one['risk-uuid']),
    ])
    expect(related.filter((uuid) => !known.has(uuid))).toEqual([])
  })

  it('keeps as evidence the values that decided, and when they were read', async () => {
    const { observations } = await result()
    expect(observations.find(({ title }) => title.startsWith('Fail: All users'))).toMatchObject({
      methods: ['TEST'],
      collected: '2026-11-16T06:01:12.000Z',
      'relevant-evidence': [
        { description: 'Require MFA: state is enabledForReportingButNotEnforced; wanted: enabled' },
        {},
        {},
      ],
    })
    expect(observations.find(({ title }) => title.includes('Emergency accounts'))).toMatchObject({
      methods: ['EXAMINE'],
      collected: '2026-11-03T16:20:00.000Z',
      expires: '2027-02-01T00:00:00.000Z',
    })
  })

  it('calls a risk accepted only under an approved exception, until the day it ends', async () => {
    const { risks } = await result()
    const of = (title: string) => risks.find((risk) => risk.title.startsWith(title))
    expect(of('All users')).toMatchObject({ status: 'open' })
    expect(of('All users')).not.toHaveProperty('deadline')
    expect(of('Mail that fails')).toMatchObject({
      status: 'deviation-approved',
      deadline: '2027-01-31T00:00:00.000Z',
      'mitigating-factors': [{ description: expect.stringContaining('Reports of DMARC are read every week.') }],
    })
    expect(of('Nobody signs in')).toMatchObject({ status: 'deviation-requested' })
  })

  it('has a result without findings for a tenant that was never assessed', async () => {
    const [only] = (JSON.parse(await written(oscalReport(emptyReport()))) as Document)['assessment-results'].results
    expect(only).toMatchObject({ description: 'No control passed or failed, so there is no score.' })
    expect(only).not.toHaveProperty('findings')
  })

  it.each([
    ['AC-2', 'ac-2'],
    ['AC-2(1)', 'ac-2.1'],
    ['MS.AAD.1.1v1', 'MS.AAD.1.1v1'],
    ['5.2.2.3', '_5.2.2.3'],
    ['CC6.1', 'CC6.1'],
    ['A.5.1 / x', 'A.5.1___x'],
  ])('writes the number %s as the id %s', (id, expected) => {
    expect(requirementToken({ id })).toBe(expected)
  })

  it('writes ids and properties as OSCAL reads them', () => {
    expect(token('')).toBe('_')
    expect(oneLine(' a\r\n\tb\u2028c ')).toBe('a b c')
  })
})
