import type { Severity } from '../../queries/notifications.js'

/** How a severity looks and is called; never by colour alone. */
export const severityLook: Readonly<Record<Severity, { icon: string; text: string; label: string }>> = {
  critical: { icon: 'i-lucide-octagon-x', text: 'text-error', label: 'Critical' },
  warning: { icon: 'i-lucide-triangle-alert', text: 'text-warning', label: 'Warning' },
  info: { icon: 'i-lucide-info', text: 'text-muted', label: 'For information' },
}

/** What a rule can ask for. */
export const thresholds: readonly { value: Severity; label: string }[] = [
  { value: 'critical', label: 'Critical only' },
  { value: 'warning', label: 'Warnings and critical' },
  { value: 'info', label: 'Everything' },
]
