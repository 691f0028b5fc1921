import type { CompanyDiagnostics } from '../../api/shapes.js'
import type { Badge } from './status-looks.js'

type Check = CompanyDiagnostics['checks'][number]

const consent: Readonly<Record<Check['consent'], Badge>> = {
  pending: { meaning: 'off', label: 'Consent: pending', icon: 'i-lucide-circle-dot-dashed' },
  granted: { meaning: 'good', label: 'Consent: granted' },
  partial: { meaning: 'attention', label: 'Consent: partial' },
  revoked: { meaning: 'broken', label: 'Consent: revoked' },
}
const mailboxes: Readonly<Record<Check['mailboxes'], Omit<Badge, 'label'> & { word: string }>> = {
  pending: { meaning: 'off', word: 'pending', icon: 'i-lucide-circle-dot-dashed' },
  propagating: { meaning: 'off', word: 'propagating', icon: 'i-lucide-hourglass' },
  working: { meaning: 'good', word: 'working' },
  notRequired: { meaning: 'off', word: 'not required', icon: 'i-lucide-minus' },
  failed: { meaning: 'broken', word: 'failed' },
}

/** What one look found, as badges; a look that could not tell says so first. */
export function checkBadges(check: Check, service: string | null): Badge[] {
  const { word, ...look } = mailboxes[check.mailboxes]
  return [
    ...(check.problems.some(({ health }) => health === 'serviceError')
      ? [{ meaning: 'unknown' as const, label: 'Could not tell' }]
      : []),
    consent[check.consent],
    ...(service === null ? [] : [{ ...look, label: `${service}: ${word}` }]),
  ]
}
