import type { HandoverLink } from '../../api/shapes.js'
import type { Badge } from './status-looks.js'

const outcomes: Readonly<Record<string, Badge>> = {
  returned: { meaning: 'good', label: 'Came back' },
  refused: { meaning: 'attention', label: 'Not given' },
  otherTenant: { meaning: 'attention', label: 'Other tenant' },
  expired: { meaning: 'attention', label: 'Too late' },
}

/** What became of a handover link. */
export function handoverLook(
  { endedAt, expiresAt, openedAt, outcome }: Pick<HandoverLink, 'endedAt' | 'expiresAt' | 'openedAt' | 'outcome'>,
  now: number,
): Badge {
  if (endedAt !== null) return { meaning: 'off', label: 'Revoked' }
  const known = outcome === null ? undefined : outcomes[outcome]
  if (known) return known
  if (Date.parse(expiresAt) <= now) return { meaning: 'off', label: 'Expired' }
  return openedAt === null
    ? { meaning: 'off', label: 'Not opened yet', icon: 'i-lucide-mail' }
    : { meaning: 'off', label: 'Opened', icon: 'i-lucide-mail-open' }
}
