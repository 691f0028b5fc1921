import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import type { Gap } from './gaps.js'

const OPERATOR = /-(not)?(eq|ne|startswith|endswith|contains|in)\b/gi

/**
 * What keeps a policy from devices that nobody manages. Every property of a device that is not registered is empty, so
 * that only negative operators match it. A rule that mixes both kinds is not taken to reach it.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices
 */
export function gapsToUnmanagedDevices({ conditions }: ConditionalAccessPolicy): Gap[] {
  const filter = conditions.devices?.deviceFilter
  if (!filter) return []
  const operators = [...(filter.rule ?? '').matchAll(OPERATOR)].map(
    ([, not, name]) => not !== undefined || name?.toLowerCase() === 'ne',
  )
  const wantsNegative = filter.mode === 'include'
  if (operators.length > 0 && operators.every((negative) => negative === wantsNegative)) return []
  return [
    {
      what: 'may miss unmanaged devices by its device filter',
      property: 'conditions.devices.deviceFilter',
      value: filter,
      expected: 'no filter, or one that leaves out managed devices alone',
    },
  ]
}
