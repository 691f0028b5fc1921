import type { Meaning } from '@tenantry/ui'
import type { CompanySummary } from '../../api/shapes.js'

/** A status as a badge shows it. */
export interface Look {
  meaning: Meaning
  label: string
}

type Consent = CompanySummary['consent']
type Mailboxes = CompanySummary['mailboxes']

/** Consent in a word. What is on its way needs nobody, and does not ask for attention. */
export function consentLook({ status, awaited }: Consent): Look {
  if (status === 'granted') return { meaning: 'good', label: 'Consent: granted' }
  if (awaited) return { meaning: 'off', label: 'Consent: being proved' }
  if (status === 'partial') return { meaning: 'attention', label: 'Consent: partial' }
  if (status === 'revoked') return { meaning: 'broken', label: 'Consent: revoked' }
  return { meaning: 'attention', label: 'Consent: pending' }
}

const mailboxWords: Readonly<Record<Mailboxes['status'], [Meaning, string]>> = {
  pending: ['attention', 'pending'],
  propagating: ['off', 'propagating'],
  working: ['good', 'working'],
  notRequired: ['off', 'not required'],
  failed: ['broken', 'failed'],
}

/** The mailbox service in a word, with the id of whoever serves it where that is not the company's own provider. */
export function mailboxesLook({ status, direct, servedBy }: Mailboxes, service: string): Look {
  const [meaning, word] = mailboxWords[status]
  const by = status === 'working' && servedBy && !direct ? ` (${servedBy})` : ''
  return { meaning, label: `${service}: ${word}${by}` }
}

const relationshipWords: Readonly<Record<CompanySummary['relationship']['status'], [Meaning, string]>> = {
  none: ['unknown', 'none'],
  pending: ['attention', 'waits for approval'],
  active: ['good', 'active'],
  expiring: ['attention', 'expiring'],
  ended: ['broken', 'ended'],
}

/** The partner relationship in a word. */
export function relationshipLook({ status }: Pick<CompanySummary['relationship'], 'status'>): Look {
  const [meaning, word] = relationshipWords[status]
  return { meaning, label: word.charAt(0).toUpperCase() + word.slice(1) }
}
