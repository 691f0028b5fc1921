import type { Outcome } from '@tenantry/core'
import type { DataPolicy } from '../../resources/power-platform.js'
import { judgeSwitch } from '../settings.js'

/** Judges a switch that must keep people other than administrators from something. */
export function onlyAdministrators(value: boolean | null | undefined, property: string, what: string): Outcome {
  return judgeSwitch(
    { property, value, expected: 'true' },
    true,
    `Only administrators ${what}.`,
    `Not only administrators ${what}.`,
  )
}

/** Whether a data policy governs an environment. */
export function reaches({ environmentType, environments }: DataPolicy, environment: string): boolean {
  const named = environments.some(({ name }) => name.toLowerCase() === environment.toLowerCase())
  switch (environmentType) {
    case 'AllEnvironments':
      return true
    case 'OnlyEnvironments':
    case 'SingleEnvironment':
      return named
    case 'ExceptEnvironments':
      return !named
    default:
      return false
  }
}

export function defaultEnvironmentOf(tenant: string): string {
  return `Default-${tenant}`
}

export function titleOf({ displayName, name }: DataPolicy): string {
  return displayName ?? name
}
