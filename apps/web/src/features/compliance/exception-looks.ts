import type { Meaning } from '@tenantry/ui'
import type { Exception } from '../../api/shapes.js'

export const exceptionLooks: Readonly<Record<Exception['status'], { meaning: Meaning; label: string; icon?: string }>> =
  {
    requested: { meaning: 'attention', label: 'Waits for approval', icon: 'i-lucide-hourglass' },
    active: { meaning: 'good', label: 'In force' },
    denied: { meaning: 'off', label: 'Denied', icon: 'i-lucide-ban' },
    ended: { meaning: 'off', label: 'Ended', icon: 'i-lucide-square' },
    expired: { meaning: 'off', label: 'Expired', icon: 'i-lucide-clock' },
  }

/** Whom an exception is about. */
export function exceptionScope({ tenants }: Exception): string {
  if (tenants === null) return 'all companies, later ones too'
  const [first] = tenants
  return tenants.length === 1 && first ? first.name : `${tenants.length} companies`
}
