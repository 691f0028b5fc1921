import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import type { Gap } from './gaps.js'

/** After how many hours people have to sign in again; 0: every time, nothing: no such demand that is understood. */
export function signInFrequencyHours({ sessionControls }: ConditionalAccessPolicy): number | undefined {
  const frequency = sessionControls?.signInFrequency
  if (frequency?.isEnabled !== true) return undefined
  if (frequency.frequencyInterval === 'everyTime') return 0
  if (typeof frequency.value !== 'number') return undefined
  if (frequency.type === 'hours') return frequency.value
  return frequency.type === 'days' ? frequency.value * 24 : undefined
}

/** Keeps no session when the browser closes. */
export function neverPersists({ sessionControls }: ConditionalAccessPolicy): boolean {
  const browser = sessionControls?.persistentBrowser
  return browser?.isEnabled === true && browser.mode === 'never'
}

/** What makes a sign-in last longer than it may. */
export function gapsInFrequency(policy: ConditionalAccessPolicy, mostHours: number): Gap[] {
  const hours = signInFrequencyHours(policy)
  if (hours !== undefined && hours <= mostHours) return []
  return [
    {
      what: hours === undefined ? 'never asks to sign in again' : `lets a sign-in last ${lasting(hours)}`,
      property: 'sessionControls.signInFrequency',
      value: policy.sessionControls?.signInFrequency ?? null,
      expected: mostHours === 0 ? 'every time' : `at most ${lasting(mostHours)}`,
    },
  ]
}

/** What keeps a session after the browser closes. */
export function gapsInPersistence(policy: ConditionalAccessPolicy): Gap[] {
  if (neverPersists(policy)) return []
  return [
    {
      what: 'lets browsers keep the session',
      property: 'sessionControls.persistentBrowser',
      value: policy.sessionControls?.persistentBrowser ?? null,
      expected: 'never',
    },
  ]
}

function lasting(hours: number): string {
  return hours > 24 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} ${hours === 1 ? 'hour' : 'hours'}`
}
