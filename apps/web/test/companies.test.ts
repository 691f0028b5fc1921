import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { CompanySummary, TenantRun } from '../src/api/shapes.js'
import { mayConsentInBulk } from '../src/features/companies/bulk-consent.js'
import { countedBy, isOnlyOne, listedBy, readView } from '../src/features/companies/companies-filter.js'
import { pagesOf } from '../src/features/companies/company-list.js'
import { consentLook, mailboxesLook, relationshipLook } from '../src/features/companies/looks.js'
import { nextStep } from '../src/features/companies/next-step.js'
import { useSelection } from '../src/features/companies/selection.js'
import SelectionBar from '../src/features/companies/SelectionBar.vue'
import { changeText, lastSyncs } from '../src/features/companies/sync-state.js'
import { funnelSentence } from '../src/features/home/funnel-sentence.js'
import { hasEnded, isSettled, runOutcome, runPhase, runTitle, timeLeft } from '../src/features/runs/run-words.js'
import { mountInApp } from './mount-in-app.js'

const now = Date.parse('2026-03-01T12:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const usual = { fromSeconds: 1800, toSeconds: 7200, samples: 0 }

const ready: CompanySummary = {
  id: 'a',
  connectionId: 'c',
  providerTenantId: 't',
  name: 'Adventure Works',
  slug: 'adventure-works',
  defaultDomain: 'adventureworks.example',
  own: false,
  simulated: true,
  relationship: { status: 'active', endsAt: '2027-01-01T00:00:00Z', autoExtends: false, lacksConsentRole: false },
  consent: { status: 'granted', since: ago(60), wanted: 14, missing: [], awaited: false, problem: null },
  mailboxes: {
    status: 'working',
    since: ago(60),
    servedBy: 'microsoft',
    servedByName: 'Microsoft',
    direct: true,
    unreachableSince: null,
    propagatingSince: null,
    elsewhere: [],
    problem: null,
  },
  readySince: ago(60),
  verifiedAt: ago(1),
  nextCheckAt: null,
  goneAt: null,
  tags: [],
  groups: [],
}
const consent = (change: Partial<CompanySummary['consent']>) => ({ ...ready.consent, ...change })
const mailboxes = (change: Partial<CompanySummary['mailboxes']>) => ({ ...ready.mailboxes, ...change })
const relationship = (change: Partial<CompanySummary['relationship']>) => ({ ...ready.relationship, ...change })

describe('the badges of a company', () => {
  it.each([
    ['S3.31', { status: 'pending' }, 'Pending', 'off'],
    ['granted', { status: 'granted' }, 'Granted', 'good'],
    ['partial', { status: 'partial', missing: ['a', 'b'] }, 'Partial 12 of 14', 'attention'],
    ['revoked', { status: 'revoked' }, 'Revoked', 'broken'],
    ['someone came back from the consent page', { status: 'pending', awaited: true }, 'Consenting', 'off'],
  ] as const)('tell how far consent is: %s', (_, change, label, meaning) => {
    expect(consentLook(consent(change as Partial<CompanySummary['consent']>))).toMatchObject({ label, meaning })
  })

  it.each([
    ['S3.33', { status: 'pending' }, 'Pending', 'off'],
    ['directly', { status: 'working' }, 'Working', 'good'],
    ['S3.53', { status: 'working', servedBy: 'cipp', direct: false }, 'Working (cipp)', 'good'],
    ['not required', { status: 'notRequired' }, 'Not required', 'off'],
    ['failed', { status: 'failed' }, 'Failed', 'broken'],
  ] as const)('tell how far Exchange is: %s', (_, change, label, meaning) => {
    const company = { mailboxes: mailboxes(change), nextCheckAt: null }
    expect(mailboxesLook(company, usual, now)).toMatchObject({ label, meaning })
  })

  it('N3: tell of a role that spreads since when, how long it usually takes, and when the next look is', () => {
    const company = {
      mailboxes: mailboxes({ status: 'propagating', propagatingSince: ago(18) }),
      nextCheckAt: ago(-4),
    }
    const { label, more, meaning } = mailboxesLook(company, usual, now)
    expect(`${label} · ${more}`).toBe('Propagating 18 min · usually 30 min–2 h · next check in 4 min')
    expect(meaning).toBe('off')
    const begun = { ...company, mailboxes: { ...company.mailboxes, propagatingSince: ago(0.2) } }
    expect(mailboxesLook(begun, usual, now).label).toBe('Propagating < 1 min')
  })

  it.each([
    ['C48: the partner’s own', { own: true, relationship: relationship({ status: 'none' }) }, 'Own tenant', 'off'],
    ['ended', { relationship: relationship({ status: 'ended' }) }, 'Ended', 'broken'],
    ['no longer listed', { goneAt: ago(5) }, 'Not listed', 'broken'],
  ] as const)('tell of the relationship: %s', (_, change, label, meaning) => {
    expect(relationshipLook({ ...ready, ...change }, now)).toMatchObject({ label, meaning })
  })

  it('N32: ask for attention before a relationship ends, unless it renews itself', () => {
    const ending = relationship({ endsAt: '2026-03-20T00:00:00Z' })
    expect(relationshipLook({ ...ready, relationship: ending }, now)).toMatchObject({
      meaning: 'attention',
      more: 'in 19 days',
    })
    expect(relationshipLook({ ...ready, relationship: { ...ending, autoExtends: true } }, now).meaning).toBe('good')
  })
})

describe('the next step of a company', () => {
  it.each([
    ['S3.40: nothing when it is ready', {}, 'none'],
    ['S3.32: consent before all else', { consent: consent({ status: 'pending' }) }, 'grantConsent'],
    ['S3.34: the role once consent is there', { mailboxes: mailboxes({ status: 'pending' }) }, 'assignRole'],
    ['waiting while a role spreads', { mailboxes: mailboxes({ status: 'propagating' }) }, 'wait'],
    ['waiting for the proof of consent', { consent: consent({ status: 'pending', awaited: true }) }, 'wait'],
    [
      'nothing to click where the relationship has ended',
      { consent: consent({ status: 'pending' }), relationship: relationship({ status: 'ended' }) },
      'none',
    ],
  ] as const)('is %s', (_, change, step) => {
    expect(nextStep({ ...ready, ...change })).toBe(step)
  })
})

describe('the address of the list', () => {
  it('says which companies are shown and how they are ordered', () => {
    const view = readView({
      show: 'ready',
      q: 'con',
      group: 'g',
      tag: 'gold',
      sort: '-verifiedAt',
      relationship: 'active',
    })
    expect(listedBy(view)).toEqual({
      stage: 'ready',
      q: 'con',
      groupId: 'g',
      tag: 'gold',
      relationship: 'active',
      sort: 'verifiedAt',
      descending: 'true',
    })
  })

  it('finds relationships that end soon (N32)', () => {
    expect(listedBy(readView({ relationship: 'soon' }))).toEqual({ endsWithinDays: 30 })
  })

  it('counts by how far companies are whatever is shown of them', () => {
    expect(countedBy(readView({ show: 'ready', q: 'con' }))).toEqual({ q: 'con' })
  })

  it('with nonsense in it shows everything', () => {
    expect(listedBy(readView({ show: 'nonsense', sort: 'drop table', relationship: 'x' }))).toEqual({})
  })
})

describe('the pages of a long list', () => {
  it.each([
    [[0, 40], [0]],
    [
      [90, 130],
      [0, 1],
    ],
    [[200, 220], [2]],
  ] as const)('with rows %j on screen are %j', (rows, pages) => {
    expect([...pagesOf([100, 100, 50], rows)]).toEqual(pages)
  })
})

describe('selecting companies', () => {
  const companies = ['a', 'b', 'c', 'd'].map((id) => ({ ...ready, id, name: id.toUpperCase() }))

  it('takes a range with Shift, and ends when others are shown', async () => {
    const view = ref({ stage: 'all' })
    const selection = useSelection(ref(companies), view)
    selection.toggle(companies[0]!)
    selection.toggle(companies[2]!, true)
    expect(selection.companies.value.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    selection.toggle(companies[1]!)
    expect(selection.has('b')).toBe(false)
    view.value = { stage: 'ready' }
    await Promise.resolve()
    expect(selection.companies.value).toEqual([])
  })

  it('N23, C10: shows a bar of another kind for several than for one, with their number and names', async () => {
    const one = await mountInApp(SelectionBar, { companies: companies.slice(0, 1), total: 4, loading: false })
    expect(one.wrapper.get('section').attributes('data-scope')).toBe('one')
    const { wrapper: bar } = await mountInApp(SelectionBar, { companies, total: 4, loading: false })
    expect(bar.get('section').attributes('data-scope')).toBe('several')
    expect(bar.text()).toContain('ALL 4 companies')
    await bar.get('button').trigger('click')
    expect(bar.findAll('section li').map((item) => item.text())).toEqual(['A', 'B', 'C', 'D'])
  })

  it('offers those in bulk that lack consent and whose relationship stands', () => {
    const waiting = { ...ready, consent: consent({ status: 'pending' }) }
    expect(mayConsentInBulk(waiting)).toBe(true)
    expect(mayConsentInBulk(ready)).toBe(false)
    expect(mayConsentInBulk({ ...waiting, relationship: relationship({ status: 'ended' }) })).toBe(false)
  })
})

const run: TenantRun = {
  id: 'r',
  connectionId: 'c',
  kind: 'verify',
  status: 'running',
  total: 51,
  done: 10,
  failed: 0,
  unreachable: 0,
  cancelled: 0,
  cancelledBy: null,
  via: null,
  phase: null,
  deadlineAt: null,
  problem: null,
  startedBy: 'Ada',
  createdAt: ago(1),
  endedAt: null,
}

describe('syncs', () => {
  const sync = (change: Partial<TenantRun>): TenantRun => ({ ...run, kind: 'discover', status: 'succeeded', ...change })

  it('C6: that failed are told with when the list was last read', () => {
    const failed = sync({ status: 'failed', endedAt: ago(1) })
    const [state] = lastSyncs([run, failed, sync({ endedAt: ago(90) })])
    expect(state).toEqual({ connectionId: 'c', failed, succeededAt: ago(90) })
  })

  it('that were followed by one that worked are no longer told', () => {
    expect(lastSyncs([sync({ endedAt: ago(1) }), sync({ status: 'failed', endedAt: ago(2) })])[0]?.failed).toBeNull()
  })

  it('S3.30: say what appeared and what ended', () => {
    expect(changeText({ found: 51, appeared: 2, ended: 1 })).toBe('51 found, 2 new, 1 ended.')
    expect(changeText({ found: 51, appeared: 0, ended: 0 })).toBe('51 found, none new.')
  })
})

describe('runs', () => {
  const via = { connectionId: 'x', name: 'Our CIPP', providerName: 'CIPP' }

  it('say what they do and how far they are', () => {
    expect(runTitle(run)).toBe('Verifying 51 companies')
    expect(runPhase(run)).toBe('Signing in to each')
    expect(runPhase({ ...run, kind: 'bulkConsent', phase: 'reaching', via })).toBe('Asking CIPP which it reaches')
    expect(timeLeft(run, now)).toBe('about 4 min left')
    expect(timeLeft({ ...run, done: 48 }, now)).toBe('about 5 s left')
    expect(timeLeft({ ...run, done: 0 }, now)).toBeUndefined()
    expect(timeLeft({ ...run, kind: 'bulkConsent', deadlineAt: ago(-5) }, now)).toMatch(/^waits until \S.* at most$/)
  })

  it('count as verified only what was looked at', () => {
    const ended = { ...run, done: 51, endedAt: ago(0) }
    expect(runTitle({ ...ended, status: 'succeeded' })).toBe('51 companies verified')
    expect(runTitle({ ...ended, status: 'partlyFailed', failed: 1 })).toBe('50 of 51 companies verified')
  })

  it.each([
    ['all went well', { status: 'succeeded', done: 51 }, 'All 51 companies were looked at.'],
    ['some failed', { status: 'partlyFailed', failed: 3 }, '3 of 51 companies could not be looked at.'],
    ['it was one', { status: 'succeeded', total: 1, done: 1 }, 'What is shown is up to date.'],
    [
      'it was called off',
      { status: 'cancelled', done: 16, failed: 2, cancelled: 35 },
      '14 of 51 companies were looked at, 2 could not be looked at, 35 not begun.',
    ],
    [
      'it was called off a moment ago',
      { status: 'cancelled', done: 0, cancelled: 35 },
      '0 of 51 companies were looked at, 16 being finished, 35 not begun.',
    ],
    [
      'a bulk consent was called off while its provider was at work',
      {
        kind: 'bulkConsent',
        status: 'cancelled',
        phase: 'waiting',
        total: 12,
        done: 5,
        unreachable: 1,
        cancelled: 7,
        via,
      },
      'Consent is proved in 4 of 12 companies, 1 not reached by CIPP, 7 not waited for. What CIPP was asked for goes on; those companies are looked at soon.',
    ],
    [
      'a bulk consent was called off before its provider was asked',
      { kind: 'bulkConsent', status: 'cancelled', phase: 'reaching', total: 12, done: 0, cancelled: 12, via },
      'Consent is proved in 0 of 12 companies, 12 not begun.',
    ],
    [
      'S3.54: a bulk consent reached only some',
      { kind: 'bulkConsent', status: 'partlyFailed', total: 20, failed: 1, unreachable: 2, via },
      'Consent is proved in 17 of 20 companies. 1 failed. CIPP does not reach 2: consent to those from their own rows.',
    ],
  ] as const)('say how they ended when %s', (_, change, sentence) => {
    expect(hasEnded(change.status)).toBe(true)
    expect(runOutcome({ ...run, ...change })).toBe(sentence)
  })
})

describe('runs that were called off', () => {
  const off = { ...run, status: 'cancelled', endedAt: ago(0) } as const

  it('do not say in their title that all was done', () => {
    expect(runTitle(off)).toBe('Verification of 51 companies cancelled')
    expect(runTitle({ ...off, kind: 'bulkConsent' }, 'CIPP')).toBe('Consent for 51 companies via CIPP cancelled')
  })

  it('are told once what they had begun has ended', () => {
    expect(isSettled({ ...off, done: 10, cancelled: 35 })).toBe(false)
    expect(isSettled({ ...off, done: 16, cancelled: 35 })).toBe(true)
    expect(isSettled({ ...run, status: 'failed', endedAt: ago(0) })).toBe(true)
    expect(isSettled(run)).toBe(false)
  })
})

describe('the onboarding sentence of the Home page', () => {
  it.each([
    [{ ready: 51, pending: 0, propagating: 0, attention: 0 }, 'All 51 companies are ready.'],
    [
      { ready: 23, pending: 24, propagating: 0, attention: 4 },
      '23 of 51 companies are ready; 24 wait for a click and 4 need attention.',
    ],
    [
      { ready: 1, pending: 48, propagating: 1, attention: 1 },
      '1 of 51 companies is ready; 48 wait for a click, 1 only for time and 1 needs attention.',
    ],
  ])('for %j', (stages, sentence) => {
    expect(funnelSentence({ total: 51, stages })).toBe(sentence)
  })
})

describe('the one tenant of a company', () => {
  it('needs no filters, and one that a search left of several keeps them', () => {
    expect(isOnlyOne('company', 1, readView({}))).toBe(true)
    expect(isOnlyOne('company', 1, readView({ q: 'fabrikam' }))).toBe(false)
    expect(isOnlyOne('company', 2, readView({}))).toBe(false)
    expect(isOnlyOne('msp', 1, readView({}))).toBe(false)
  })
})
