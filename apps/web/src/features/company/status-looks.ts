import type { Company } from '../../api/shapes.js'
import { consentLook, mailboxesLook, type Look } from '../companies/looks.js'

export interface Badge {
  meaning: Look['meaning']
  label: string
  icon?: string
}

/** How a company is, as badges that name what they speak of, e.g. `Exchange: working (cipp)`. */
export function statusBadges(company: Company, now: number): Badge[] {
  const { steps, mailboxService } = company
  return [
    ...(steps.consent ? [named('Consent', consentLook(company.consent))] : []),
    ...(mailboxService === null ? [] : [named(mailboxService, mailboxesLook(company, company.usualPropagation, now))]),
  ]
}

const named = (of: string, { meaning, label, icon }: Look): Badge => ({
  meaning,
  label: `${of}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  ...(icon && { icon }),
})

const relationshipLooks: Readonly<Record<Company['relationships'][number]['status'], Badge>> = {
  pending: { meaning: 'off', label: 'Waits for approval', icon: 'i-lucide-hourglass' },
  active: { meaning: 'good', label: 'Active' },
  expiring: { meaning: 'attention', label: 'Expiring' },
  ended: { meaning: 'broken', label: 'Ended' },
}

/** One partner relationship in a word. */
export const relationshipLook = ({ status }: Pick<Company['relationships'][number], 'status'>): Badge =>
  relationshipLooks[status]
