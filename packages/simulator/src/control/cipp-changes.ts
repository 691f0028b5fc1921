import { cippInstances } from '../cipp/instance.js'
import type { Trouble } from '../cipp/standings.js'
import type { Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import { ControlError } from './control-error.js'

export const cippStandings = ['well', 'excluded', 'notConsented', 'signInAgain', 'conditionalAccess'] as const

/** How every CIPP stands with a tenant from now on. */
export interface StandingChange {
  standing: 'well' | 'excluded' | Trouble
  /** Failures in a row: at fifty the tenant is left out of background work. */
  errors?: number
}

export interface InstanceChange {
  /** What CIPP's own sign-in fails with; an empty text repairs it. */
  broken?: string
  /** Background work waits for the next quarter of an hour. */
  offloading?: boolean
  /** What the role `onboarding` allows, which the partner made. */
  onboarding?: readonly string[]
}

export function changeStanding(world: World, tenant: Tenant, { standing, errors = 0 }: StandingChange): void {
  for (const { standings } of cippInstances(world)) {
    standings.change(tenant.id, {
      excluded: standing === 'excluded',
      trouble: standing === 'well' || standing === 'excluded' ? undefined : standing,
      errors,
      lastError: errors > 0 ? 'Could not get token' : '',
    })
  }
}

export function changeInstance(
  world: World,
  partner: Tenant,
  { broken, offloading, onboarding }: InstanceChange,
): void {
  const instance = cippInstances(world).find((one) => one.partner === partner)
  if (!instance) throw new ControlError(400, `${partner.name} runs no CIPP.`)
  if (broken !== undefined) instance.broken = broken === '' ? undefined : broken
  if (offloading !== undefined) instance.offloading = offloading
  if (onboarding) {
    const blockedEndpoints = instance.customRoles.get('onboarding')?.blockedEndpoints ?? []
    instance.customRoles = new Map([
      ...instance.customRoles,
      ['onboarding', { permissions: onboarding, blockedEndpoints }],
    ])
  }
  if (onboarding) {
    const blockedEndpoints = instance.customRoles.get('onboarding')?.blockedEndpoints ?? []
    instance.customRoles = new Map([
      ...instance.customRoles,
      ['onboarding', { permissions: onboarding, blockedEndpoints }],
    ])
  }
}
