import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { roleName, tierZeroRoles } from '../../privileged-roles.js'
import { applications } from '../../resources/applications.js'
import { roleAssignments } from '../../resources/role-assignments.js'
import { servicePrincipals } from '../../resources/service-principals.js'
import { credentialName, isLive } from './credentials.js'

export const administratorAppsWithoutSecrets = defineControl({
  id: 'entra-tier0-sp-no-secret',
  title: 'No application that can take over the tenant signs in with a secret',
  area: 'Entra ID',
  severity: 'critical',
  rationale: 'Whoever finds this secret is Global Administrator, from anywhere and without a second factor.',
  remediation: {
    steps: [
      'Ask whether the applications named here need the role at all, and take it if they do not.',
      'Give the others a certificate or a managed identity, then delete their secrets.',
    ],
    link: 'https://learn.microsoft.com/entra/architecture/service-accounts-principal',
    impact: 'An application whose secret is deleted too early stops working.',
  },
  needs: { assignments: roleAssignments, principals: servicePrincipals },
  wants: { applications },
  evaluate({ assignments, principals, applications: registered }, _, takenAt) {
    const rolesOf = new Map<string, string[]>()
    for (const { principalId, roleDefinitionId } of assignments) {
      const role = roleDefinitionId.toLowerCase()
      if (tierZeroRoles.includes(role)) rolesOf.set(principalId, [...(rolesOf.get(principalId) ?? []), roleName(role)])
    }
    const secretsOf = new Map(registered?.map(({ appId, passwordCredentials }) => [appId, passwordCredentials]))
    const concerned = principals.filter(({ id }) => rolesOf.has(id))
    if (concerned.some(({ passwordCredentials }) => !passwordCredentials))
      return notAssessed('notRead', 'Which secrets the applications with such a role have was not read.')
    const found = concerned.flatMap((principal) => {
      const secrets = [
        ...(principal.passwordCredentials ?? []),
        ...(secretsOf.get(principal.appId ?? '') ?? []),
      ].filter((secret) => isLive(secret, takenAt))
      return secrets.length > 0 ? [{ principal, secrets }] : []
    })
    const warnings =
      registered || concerned.length === 0
        ? []
        : ['App registrations were not read; only secrets of the service principals themselves were looked at.']
    if (found.length === 0) {
      return pass(`None of ${concerned.length} applications with such a role has a secret.`, { warnings })
    }
    return fail(`${found.length} of ${concerned.length} applications with such a role have a secret.`, {
      evidence: found.map(({ principal, secrets }) => ({
        object: principal.displayName ?? principal.id,
        id: principal.id,
        property: `passwordCredentials as ${(rolesOf.get(principal.id) ?? []).join(', ')}`,
        value: secrets.map(credentialName),
        expected: 'none',
        ok: false,
      })),
      warnings,
    })
  },
})
