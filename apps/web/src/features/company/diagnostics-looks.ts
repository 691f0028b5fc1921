import type { CompanyDiagnostics } from '../../api/shapes.js'
import type { Badge } from './status-looks.js'

/** How a permission stands against the last token. */
export const permissionLooks: Readonly<Record<CompanyDiagnostics['permissions'][number]['status'], Badge>> = {
  granted: { meaning: 'good', label: 'Granted' },
  covered: { meaning: 'good', label: 'Covered' },
  missing: { meaning: 'attention', label: 'Missing' },
  inapplicable: { meaning: 'off', label: 'No such service', icon: 'i-lucide-minus' },
}

/** Whether the company has a service. */
export const serviceLooks: Readonly<Record<CompanyDiagnostics['services'][number]['status'], Badge>> = {
  there: { meaning: 'good', label: 'There' },
  absent: { meaning: 'off', label: 'Not licensed', icon: 'i-lucide-minus' },
  unknown: { meaning: 'unknown', label: 'Not known' },
}
