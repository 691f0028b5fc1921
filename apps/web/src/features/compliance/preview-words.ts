import type { Schema } from '@tenantry/api-client'
import { companyCount } from '../companies/company-count.js'

/** What an assessment would do and how long it would take, before it begins. */
export function previewWords({ tenants, controls, manual, minutes }: Schema<'AssessmentPreview'>): string {
  if (tenants === 0) return 'No company matches.'
  if (controls === 0) return 'No control matches.'
  const hands = manual > 0 ? `, ${manual} of them for a person to judge` : ''
  return `${companyCount(tenants)}, ${controls} controls in each${hands}. ${durationWords(minutes)}`
}

function durationWords(minutes: Schema<'AssessmentPreview'>['minutes']): string {
  if (!minutes) return 'How long it takes is not known until the first has been assessed here.'
  const [from, to] = [Math.max(1, Math.round(minutes.from)), Math.max(1, Math.round(minutes.to))]
  if (to === 1) return 'It takes about a minute.'
  return from === to ? `It takes about ${to} minutes.` : `It takes about ${from} to ${to} minutes.`
}
