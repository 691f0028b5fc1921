import type { CompanySummary } from '../../api/shapes.js'

/** Whether consent is still to be had from a company, and the partner may still act there. */
export const mayConsentInBulk = ({ consent, relationship, own, goneAt }: CompanySummary): boolean =>
  consent.status !== 'granted' && goneAt === null && (own || relationship.status !== 'ended')
