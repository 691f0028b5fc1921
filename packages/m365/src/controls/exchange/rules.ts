import type { TransportRule } from '../../resources/transport-rules.js'

/** Whether a rule acts on mail: it is switched on and does more than write down what it would do. */
export function acts({ State, Mode }: TransportRule): boolean {
  return State === 'Enabled' && (Mode === null || Mode === undefined || Mode === 'Enforce')
}

export function ruleName({ Name }: TransportRule): string {
  return Name ?? 'A rule without a name'
}
