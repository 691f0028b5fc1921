import { fail, notAssessed, type Outcome, pass } from '@tenantry/core'
import type { DataPolicy } from '../../resources/power-platform.js'

/** Judges a switch that must keep people other than administrators from something. */
export function judgeSwitch(value: boolean | null | undefined, property: string, what: string): Outcome {
  if (value === null || value === undefined) {
    return notAssessed('notRead', `The setting ${property} is not among the settings that were read.`)
  }
  const evidence = [{ object: 'Tenant settings', property, value, expected: 'true', ok: value }]
  return value
    ? pass(`Only administrators ${what}.`, { evidence })
    : fail(`Not only administrators ${what}.`, { evidence })
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
