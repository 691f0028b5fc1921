import type { Meaning } from '@tenantry/ui'
import type { Company, CompanySummary } from '../../api/shapes.js'
import { propagationClock, waitText } from '../company/propagation.js'

/** How a status looks in a table: its meaning, its word, and an icon where the meaning's own would say too much. */
export interface Look {
  meaning: Meaning
  label: string
  icon?: string
  /** What is worth knowing beside the word. */
  more?: string
}

const TO_DO = 'i-lucide-circle-dot-dashed'
const UNDER_WAY = 'i-lucide-hourglass'
const NOTHING = 'i-lucide-minus'
const DAY = 86_400_000
/** From so many days before its end on, a relationship that does not renew itself asks for attention. */
const SOON_DAYS = 30

export function consentLook({ status, wanted, missing, awaited }: CompanySummary['consent']): Look {
  if (status === 'granted') return { meaning: 'good', label: 'Granted' }
  if (awaited) return { meaning: 'off', icon: UNDER_WAY, label: 'Consenting', more: 'waiting for proof' }
  if (status === 'partial') return { meaning: 'attention', label: `Partial ${wanted - missing.length} of ${wanted}` }
  if (status === 'revoked') return { meaning: 'broken', label: 'Revoked' }
  return { meaning: 'off', icon: TO_DO, label: 'Pending' }
}

export function mailboxesLook(
  company: Pick<CompanySummary, 'mailboxes' | 'nextCheckAt'>,
  usualPropagation: Company['usualPropagation'],
  now: number,
): Look {
  const { status, servedBy, direct } = company.mailboxes
  if (status === 'working') {
    return { meaning: 'good', label: direct || servedBy === null ? 'Working' : `Working (${servedBy})` }
  }
  if (status !== 'propagating') return restingLooks[status]
  const clock = propagationClock({ ...company, usualPropagation }, now)
  if (!clock) return { meaning: 'off', icon: UNDER_WAY, label: 'Propagating' }
  const next = company.nextCheckAt === null ? '' : ` · ${nextCheckText(company.nextCheckAt, now)}`
  return {
    meaning: 'off',
    icon: UNDER_WAY,
    // A badge has no room for “less than a minute”.
    label: `Propagating ${/^\d/.test(clock.elapsed) ? clock.elapsed : '< 1 min'}`,
    more: `usually ${clock.usual}${next}`,
  }
}

const restingLooks: Readonly<Record<'notRequired' | 'failed' | 'pending', Look>> = {
  notRequired: { meaning: 'off', icon: NOTHING, label: 'Not required' },
  failed: { meaning: 'broken', label: 'Failed' },
  pending: { meaning: 'off', icon: TO_DO, label: 'Pending' },
}

/** When a company is looked at next. */
export function nextCheckText(nextCheckAt: string, now: number): string {
  const seconds = (Date.parse(nextCheckAt) - now) / 1000
  return seconds < 45 ? 'next check in a moment' : `next check in ${waitText(seconds)}`
}

export function relationshipLook(
  { own, goneAt, relationship }: Pick<CompanySummary, 'own' | 'goneAt' | 'relationship'>,
  now: number,
): Look {
  const { status, endsAt, autoExtends } = relationship
  if (own) return { meaning: 'off', icon: 'i-lucide-house', label: 'Own tenant' }
  if (status === 'ended') return { meaning: 'broken', label: 'Ended' }
  if (goneAt) return { meaning: 'broken', label: 'Not listed' }
  if (status === 'pending') return { meaning: 'off', icon: TO_DO, label: 'Awaits approval' }
  if (status === 'none') return { meaning: 'off', icon: NOTHING, label: 'None' }
  if (!endsAt) return { meaning: 'good', label: 'No end' }
  const days = Math.ceil((Date.parse(endsAt) - now) / DAY)
  const label = endDay.format(new Date(endsAt))
  if (status === 'expiring' || (!autoExtends && days <= SOON_DAYS)) {
    return { meaning: 'attention', label, more: days <= 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days` }
  }
  return { meaning: 'good', label, ...(autoExtends && { more: 'renews itself' }) }
}

const endDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
