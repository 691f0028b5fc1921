import {
  appDisabled,
  appNotFound,
  consentMissing,
  type AppError,
  problemFacts,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  serviceUnavailable,
  tenantNotManaged,
} from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { beginOnboarding, isAwaited, type Observation, observe, type Onboarding, scheduleNext } from './onboarding.js'

const NOON = new Date('2026-11-21T12:00:00Z')
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000)
const lattice = { 'User.ReadWrite.All': ['User.Read.All'] }
const wanted = ['Organization.Read.All', 'User.Read.All']

const signedIn = (...granted: string[]): Observation => ({ kind: 'signedIn', granted, wanted, lattice })
const refused = (error: AppError): Observation => ({ kind: 'signInRefused', problem: problemFacts(error) })
const mail = (...errors: AppError[]): Observation => ({
  kind: 'mailboxesRefused',
  refusals: errors.map((error, index) => ({
    provider: index === 0 ? 'microsoft' : 'cipp',
    problem: problemFacts(error),
    away: error === away,
  })),
})
const works: Observation = { kind: 'mailboxesWork', provider: 'microsoft' }
const proxied: Observation = { kind: 'mailboxesWork', provider: 'cipp' }
const said: Observation = { kind: 'roleSaidAssigned' }
const returned: Observation = { kind: 'consentReturned' }
const notWanted: Observation = { kind: 'mailboxesNotWanted' }

const tenant = 'Contoso'
const all = signedIn(...wanted)
const unknownApp = refused(appNotFound({ clientId: 'app', tenant }))
const noConsent = refused(consentMissing({ tenant }))
const disabled = refused(appDisabled({ clientId: 'app', tenant }))
const away = serviceUnavailable({ service: 'login' })
const noRole = roleMissing({ role: 'Exchange Administrator', tenant })
const spreading = rolePropagating({ role: 'Exchange Administrator', tenant })
const absent = serviceAbsent({ service: 'Exchange', tenant })
const unmanaged = tenantNotManaged({ provider: 'CIPP', tenant, reason: 'it is not in its list' })

/** Lets things happen at their minutes, and tells where it ends. */
function history(...steps: [number, Observation][]): { state: Onboarding; events: string[] } {
  let state = beginOnboarding(NOON)
  const events: string[] = []
  for (const [minute, observation] of steps) {
    const next = observe(state, observation, minutes(minute))
    state = next.state
    events.push(...next.events)
  }
  return { state, events }
}

describe('Consent', () => {
  it.each<[string, [number, Observation][], Onboarding['consent']['status']]>([
    ['pending at first', [], 'pending'],
    ['granted once a token carries everything', [[0, all]], 'granted'],
    ['granted by a wider permission', [[0, signedIn('Organization.Read.All', 'User.ReadWrite.All')]], 'granted'],
    ['partial when the token lacks something', [[0, signedIn('Organization.Read.All')]], 'partial'],
    ['pending while nothing was ever granted', [[0, signedIn()]], 'pending'],
    ['pending while the app is unknown', [[0, unknownApp]], 'pending'],
    ['pending whatever the consent page came back with', [[0, returned]], 'pending'],
    [
      'revoked when the app is gone again',
      [
        [0, all],
        [9, unknownApp],
      ],
      'revoked',
    ],
    [
      'revoked when every grant is gone',
      [
        [0, all],
        [9, signedIn()],
      ],
      'revoked',
    ],
    [
      'revoked when consent is missing after a partial one',
      [
        [0, signedIn('User.Read.All')],
        [9, noConsent],
      ],
      'revoked',
    ],
    [
      'revoked still at the next look',
      [
        [0, all],
        [9, unknownApp],
        [19, unknownApp],
      ],
      'revoked',
    ],
    [
      'granted again after a revocation',
      [
        [0, all],
        [9, unknownApp],
        [19, all],
      ],
      'granted',
    ],
    [
      'as it was while the service is away',
      [
        [0, all],
        [9, refused(away)],
      ],
      'granted',
    ],
    [
      'as it was when someone switches the app off',
      [
        [0, all],
        [9, disabled],
      ],
      'granted',
    ],
  ])('is %s', (_what, steps, status) => {
    expect(history(...steps).state.consent.status).toBe(status)
  })

  it('names what is missing while it is partial', () => {
    expect(history([0, signedIn('Organization.Read.All')]).state.consent.missing).toEqual(['User.Read.All'])
  })

  it('keeps the reason of a check that could not tell, and drops it with the next that can', () => {
    expect(history([0, all], [9, refused(away)]).state.consent.problem?.code).toBe('service_unavailable')
    expect(history([0, all], [9, refused(away)], [10, all]).state.consent.problem).toBeUndefined()
  })

  it('is awaited for ten minutes after someone came back from the consent page, however often it is refused', () => {
    const { state } = history([0, returned], [3, unknownApp], [6, unknownApp])
    expect(isAwaited(state.consent, minutes(9))).toBe(true)
    expect(isAwaited(state.consent, minutes(11))).toBe(false)
    expect(isAwaited(history([0, returned], [3, all]).state.consent, minutes(4))).toBe(false)
  })

  it('remembers since when, not when it was last looked at', () => {
    expect(history([2, all], [9, all]).state.consent.since).toBe(minutes(2).toISOString())
  })
})

describe('Mailboxes (C38: a refusal while a role spreads is no failure)', () => {
  it('keeps what each other provider answered, until one of them serves the tenant (S3.66)', () => {
    const codes = ({ problem, elsewhere }: Onboarding['mailboxes']) => [
      problem?.code,
      ...(elsewhere ?? []).map(({ code }) => code),
    ]
    expect(codes(history([0, mail(noRole, unmanaged)]).state.mailboxes)).toEqual(['role_missing', 'tenant_not_managed'])
    expect(codes(history([0, mail(unmanaged, noRole)]).state.mailboxes)).toEqual(['role_missing', 'tenant_not_managed'])
    expect(codes(history([0, mail(noRole)]).state.mailboxes)).toEqual(['role_missing'])
    expect(codes(history([0, mail(noRole, unmanaged)], [9, mail(noRole)]).state.mailboxes)).toEqual(['role_missing'])
    expect(codes(history([0, mail(noRole, unmanaged)], [9, proxied]).state.mailboxes)).toEqual([undefined])
  })

  it.each<[string, [number, Observation][], Onboarding['mailboxes']['status']]>([
    ['pending at first', [], 'pending'],
    ['working once a probe works', [[0, works]], 'working'],
    ['pending without the role', [[0, mail(noRole)]], 'pending'],
    ['propagating once the role is seen to be assigned', [[0, mail(spreading)]], 'propagating'],
    [
      'propagating once someone says so, while the probe is refused',
      [
        [0, said],
        [30, mail(noRole)],
      ],
      'propagating',
    ],
    [
      'pending again when nobody’s word came true within two hours',
      [
        [0, said],
        [121, mail(noRole)],
      ],
      'pending',
    ],
    [
      'failed when an assigned role is not honoured within two hours',
      [
        [0, mail(spreading)],
        [121, mail(spreading)],
      ],
      'failed',
    ],
    [
      'working at last, however late',
      [
        [0, mail(spreading)],
        [121, mail(spreading)],
        [200, works],
      ],
      'working',
    ],
    ['not required in a tenant without the service', [[0, mail(absent)]], 'notRequired'],
    ['not required when the feature is off', [[0, notWanted]], 'notRequired'],
    [
      'pending when a role is taken away',
      [
        [0, works],
        [9, mail(noRole)],
      ],
      'pending',
    ],
    [
      'as it was while the service is away',
      [
        [0, works],
        [9, mail(away)],
      ],
      'working',
    ],
    ['pending while nobody reaches the tenant', [[0, mail(noRole, unmanaged)]], 'pending'],
    [
      'pending when the provider that served it is disconnected',
      [
        [0, proxied],
        [9, { kind: 'providerGone', provider: 'cipp' }],
      ],
      'pending',
    ],
    [
      'as it was when another provider is disconnected',
      [
        [0, works],
        [9, { kind: 'providerGone', provider: 'cipp' }],
      ],
      'working',
    ],
    [
      'working when someone says so of what works',
      [
        [0, works],
        [9, said],
      ],
      'working',
    ],
  ])('are %s', (_what, steps, status) => {
    expect(history(...steps).state.mailboxes.status).toBe(status)
  })

  it('stay as they are while the provider that serves them cannot be asked, and say since when', () => {
    const { state } = history([0, proxied], [9, mail(noRole, away)], [12, mail(noRole, away)])
    expect(state.mailboxes).toMatchObject({
      status: 'working',
      servedBy: 'cipp',
      unreachableSince: minutes(9).toISOString(),
      problem: { code: 'service_unavailable' },
    })
    expect(history([0, proxied], [9, mail(noRole, away)], [12, proxied]).state.mailboxes.unreachableSince).toBe(
      undefined,
    )
  })

  it('are pending once the provider that served them answers that it no longer does', () => {
    const { state } = history([0, proxied], [9, mail(noRole, away)], [12, mail(noRole, unmanaged)])
    expect(state.mailboxes).toMatchObject({ status: 'pending', problem: { code: 'role_missing' } })
    expect(state.mailboxes.unreachableSince).toBeUndefined()
  })

  it('are lost with the connection that serves them, not with another of the same provider', () => {
    const through = (connectionId: string): Observation => ({ kind: 'mailboxesWork', provider: 'cipp', connectionId })
    const gone = (connectionId: string): Observation => ({ kind: 'providerGone', provider: 'cipp', connectionId })
    expect(history([0, through('one')], [9, gone('two')]).state.mailboxes.status).toBe('working')
    const { state } = history([0, through('one')], [9, gone('one')])
    expect(state.mailboxes.status).toBe('pending')
    expect(state.nextCheckAt).toBe(minutes(9).toISOString())
  })

  it('say who serves them', () => {
    expect(history([0, proxied]).state.mailboxes.servedBy).toBe('cipp')
    expect(history([0, works], [9, mail(noRole)]).state.mailboxes.servedBy).toBeUndefined()
  })

  it('count propagation from its first moment', () => {
    expect(history([1, mail(spreading)], [20, mail(spreading)]).state.mailboxes.propagatingSince).toBe(
      minutes(1).toISOString(),
    )
  })

  it('tell the tenant’s own reason before that of a provider that does not reach it', () => {
    expect(history([0, mail(unmanaged, noRole)]).state.mailboxes.problem?.code).toBe('role_missing')
  })
})

describe('A tenant', () => {
  it('is ready when consent is granted and mailboxes work or are not required', () => {
    expect(history([0, all]).state.readySince).toBeUndefined()
    expect(history([0, all], [5, works]).state.readySince).toBe(minutes(5).toISOString())
    expect(history([0, all], [5, notWanted], [9, all]).state.readySince).toBe(minutes(5).toISOString())
    expect(history([0, works], [5, signedIn('User.Read.All')]).state.readySince).toBeUndefined()
  })

  it('is not ready while the app is switched off, though consent is given', () => {
    expect(history([0, all], [1, works], [9, disabled]).state.readySince).toBeUndefined()
  })

  it('tells each change once', () => {
    const { events } = history(
      [0, all],
      [1, all],
      [2, mail(spreading)],
      [3, mail(spreading)],
      [4, works],
      [5, works],
      [6, unknownApp],
    )
    expect(events).toEqual([
      'consentGranted',
      'propagationStarted',
      'mailboxesWork',
      'ready',
      'consentRevoked',
      'notReady',
    ])
  })
})

describe('The next check', () => {
  const next = (...steps: [number, Observation][]) => {
    let state = beginOnboarding(NOON)
    const pauses: number[] = []
    for (const [minute, observation] of steps) {
      state = scheduleNext(observe(state, observation, minutes(minute)).state, minutes(minute))
      pauses.push((Date.parse(state.nextCheckAt ?? '') - minutes(minute).getTime()) / 1000)
    }
    return pauses
  }

  it('comes soon while a role spreads, and backs off to a quarter of an hour', () => {
    const still = (minute: number): [number, Observation] => [minute, mail(spreading)]
    expect(next(still(0), still(1), still(3), still(7), still(15), still(30))).toEqual([60, 120, 240, 480, 900, 900])
  })

  it('comes within seconds while a consent is awaited', () => {
    expect(next([0, returned], [1, unknownApp])).toEqual([15, 30])
  })

  it('comes in minutes when the service was away, and in a day when all is as it is', () => {
    expect(next([0, refused(away)])).toEqual([300])
    expect(next([0, all])).toEqual([86_400])
  })

  it('starts over when something changed', () => {
    const pauses = next([0, mail(spreading)], [1, mail(spreading)], [2, works], [3, mail(spreading)])
    expect(pauses.at(-1)).toBe(60)
  })
})
