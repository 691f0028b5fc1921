import type { Meaning } from '@tenantry/ui'
import type { ManualItem } from '../../api/shapes.js'

export const manualLooks: Readonly<Record<ManualItem['state'], { meaning: Meaning; label: string; icon?: string }>> = {
  overdue: { meaning: 'broken', label: 'Overdue', icon: 'i-lucide-clock-alert' },
  due: { meaning: 'attention', label: 'Due', icon: 'i-lucide-clock' },
  expired: { meaning: 'attention', label: 'Ran out', icon: 'i-lucide-hourglass' },
  open: { meaning: 'off', label: 'Open', icon: 'i-lucide-hand' },
  attested: { meaning: 'good', label: 'Attested' },
}

/** What a person may say of a control. */
export const wordOfPerson: Readonly<Record<NonNullable<ManualItem['attestation']>['verdict'], string>> = {
  pass: 'it is as it should be',
  fail: 'it is not as it should be',
  notApplicable: 'it does not apply',
}
