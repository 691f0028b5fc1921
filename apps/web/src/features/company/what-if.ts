import type { Company, WhatIfFeature } from '../../api/shapes.js'

/** A feature with how consent would change it; `impossible`: the company lacks the service that the permission is for. */
export interface FeatureChange extends Omit<WhatIfFeature, 'permissions'> {
  permissions: (Omit<WhatIfFeature['permissions'][number], 'now'> & {
    now: WhatIfFeature['permissions'][number]['now'] | 'impossible'
  })[]
}

/** What consent would change in this company. */
export function whatIfOf({ whatIf, inapplicable }: Pick<Company, 'whatIf' | 'inapplicable'>): FeatureChange[] {
  return (whatIf?.features ?? []).map((feature) => {
    const permissions = feature.permissions.map((permission) => ({
      ...permission,
      now: inapplicable.includes(permission.name) ? ('impossible' as const) : permission.now,
    }))
    const possible = permissions.every(({ now }) => now !== 'impossible')
    return { ...feature, permissions, works: { now: feature.works.now, after: possible && feature.works.after } }
  })
}
