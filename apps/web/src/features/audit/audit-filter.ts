/** What the log can be filtered by: the first part of an action. */
export const actionKinds = [
  { value: 'any', label: 'anything' },
  { value: 'connection', label: 'something with connections' },
  { value: 'provider', label: 'something with integrations' },
  { value: 'member', label: 'something with members' },
  { value: 'invitation', label: 'something with invitations' },
  { value: 'apiKey', label: 'something with API keys' },
  { value: 'session', label: 'signing in or out' },
  { value: 'user', label: 'something with their account' },
  { value: 'organization', label: 'something with the organization' },
]

export const periods = [
  { value: '1d', label: 'the last 24 hours' },
  { value: '7d', label: 'the last 7 days' },
  { value: '30d', label: 'the last 30 days' },
  { value: 'all', label: 'all time' },
]

/** When a period begins, on the full hour so that the answer can be kept; nothing for all time. */
export function startOf(period: string, now = Date.now()): string | undefined {
  const days = { '1d': 1, '7d': 7, '30d': 30 }[period]
  if (days === undefined) return undefined
  const hour = 3_600_000
  return new Date(Math.floor((now - days * 24 * hour) / hour) * hour).toISOString()
}
