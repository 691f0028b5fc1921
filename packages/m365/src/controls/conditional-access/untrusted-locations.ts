import { defineControl, notAssessed } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { namedLocations } from '../../resources/named-locations.js'
import { gapsToEveryone } from './gaps.js'
import { blocks } from './grants.js'
import { nameOf } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

/** All trusted locations, and the trusted addresses of the older settings for second factors. */
const TRUSTED = ['AllTrusted', '00000000-0000-0000-0000-000000000000']

export const untrustedLocations = defineControl({
  id: 'entra-ca-untrusted-locations',
  title: 'Access from anywhere but trusted places is blocked',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Where everyone works from known networks, whoever comes from elsewhere is not one of them.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Define the trusted networks as named locations.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Locations include any location, leave out all trusted ones, and block access.',
      'Let it report until nobody would be refused by mistake, then turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-by-location',
    impact: 'Nobody can work from home or on a journey except through a trusted network.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { locations: namedLocations },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ policies, locations }, { exclusions }) {
    const trusted = [...TRUSTED, ...(locations ?? []).flatMap(({ id, isTrusted }) => (isTrusted === true ? [id] : []))]
    const excludes = (policy: ConditionalAccessPolicy, wanted: (id: string) => boolean) =>
      policy.conditions.locations?.excludeLocations.some((id) => wanted(id)) ?? false
    const blocksElsewhere = (policy: ConditionalAccessPolicy) =>
      blocks(policy) &&
      policy.conditions.locations?.includeLocations.includes('All') === true &&
      policy.conditions.locations.excludeLocations.length > 0
    const judge = (hasEffect: (policy: ConditionalAccessPolicy) => boolean) =>
      judgeByOnePolicy({
        policies,
        exclusions,
        effect: 'blocks access from untrusted places',
        hasEffect,
        gaps: (policy, allowed) => [
          ...gapsToEveryone(policy, allowed),
          ...(excludes(policy, (id) => trusted.includes(id))
            ? []
            : [
                {
                  what: 'leaves out no trusted place',
                  property: 'conditions.locations.excludeLocations',
                  value: policy.conditions.locations?.excludeLocations ?? [],
                  expected: 'trusted locations',
                },
              ]),
        ],
        named: ['locations'],
        cautions: (policy) =>
          locations && excludes(policy, (id) => !trusted.includes(id))
            ? [`${nameOf(policy)} also leaves out places that are not trusted.`]
            : [],
        decidedBy: ['conditions.locations', 'grantControls.builtInControls'],
      })
    const judged = judge(blocksElsewhere)
    if (judged.verdict === 'pass' || locations) return judged
    const undecided = policies.filter(
      (policy) =>
        blocksElsewhere(policy) &&
        gapsToEveryone(policy, exclusions).length === 0 &&
        !excludes(policy, (id) => trusted.includes(id)),
    )
    if (undecided.length === 0) return judged
    return notAssessed(
      'notRead',
      `Named locations were not read, so that it is not known whether ${undecided.map(nameOf).join(', ')} leaves out trusted places only.`,
    )
  },
})
