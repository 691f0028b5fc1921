import { defineControl, fail, pass } from '@tenantry/core'
import { oauthAppInfo } from '../../resources/oauth-app-info.js'

export const permissionsInUse = defineControl({
  id: 'entra-app-unused-privileges',
  title: 'Applications use the privileged permissions they hold',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A permission that the application never uses serves only an attacker.',
  licence: 'Defender for Cloud Apps',
  remediation: {
    steps: [
      'Open App governance of the Microsoft Defender portal and look at the permissions that are not in use.',
      'Revoke them under Enterprise apps › the application › Permissions of the Microsoft Entra admin center.',
    ],
    link: 'https://learn.microsoft.com/defender-cloud-apps/app-governance-visibility-insights-view-apps',
    impact: 'A task that runs once a year may use a permission that looks unused.',
  },
  needs: { apps: oauthAppInfo },
  evaluate({ apps }) {
    const enabled = apps.filter(({ AppStatus }) => (AppStatus ?? 'Enabled') === 'Enabled')
    const found = enabled.flatMap((app) => {
      const unused = (app.Permissions ?? []).filter(
        ({ PrivilegeLevel, UsageStatus }) => PrivilegeLevel === 'High' && UsageStatus === 'NotInUse',
      )
      return unused.length > 0 ? [{ app, unused }] : []
    })
    if (found.length === 0) return pass(`None of ${enabled.length} applications holds a privileged permission unused.`)
    return fail(`${found.length} of ${enabled.length} applications hold privileged permissions that they do not use.`, {
      evidence: found.map(({ app, unused }) => ({
        object: app.AppName ?? app.OAuthAppId ?? 'An application',
        ...((app.ServicePrincipalId ?? app.OAuthAppId) && { id: app.ServicePrincipalId ?? app.OAuthAppId ?? '' }),
        property: 'Permissions',
        value: unused.map(({ PermissionValue, PermissionName }) => PermissionValue ?? PermissionName ?? 'unknown'),
        expected: 'in use, or revoked',
        ok: false,
      })),
    })
  },
})
