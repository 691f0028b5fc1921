import { defineControl, fail, pass } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { groups } from '../../resources/groups.js'

export const methodGroupsExist = defineControl({
  id: 'entra-auth-method-groups-exist',
  title: 'Methods are given to groups that exist',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A method for a group that is gone is a method for nobody, or for everyone but those meant.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'In each method named here replace the group that is gone.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
    impact: 'None.',
  },
  needs: { methods: authenticationMethodsPolicy, groups },
  evaluate({ methods, groups: all }) {
    const known = new Set(all.map(({ id }) => id))
    const gone = methods.authenticationMethodConfigurations.flatMap((method) =>
      [...(method.includeTargets ?? []), ...(method.excludeTargets ?? [])]
        .filter(
          ({ id, targetType }) => id && id !== 'all_users' && (targetType ?? 'group') === 'group' && !known.has(id),
        )
        .map(({ id }) => ({ method: method.id, group: id })),
    )
    if (gone.length === 0) return pass('Methods are given to groups that exist.')
    return fail(`${gone.length} groups of ${[...new Set(gone.map(({ method }) => method))].join(', ')} are gone.`, {
      evidence: gone.map(({ method, group }) => ({
        object: method,
        id: method,
        property: 'targets',
        value: group,
        expected: 'a group that exists',
        ok: false,
      })),
    })
  },
})
