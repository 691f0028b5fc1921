import { defineControl, lacks, notApplicable } from '@tenantry/core'
import { directorySynchronization } from '../../resources/directory-synchronization.js'
import { organizations } from '../../resources/organizations.js'
import { judgeSettings } from '../settings.js'

export const seamlessSignOnOff = defineControl({
  id: 'entra-seamless-sso-off',
  title: 'Seamless single sign-on is off',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'The account behind it has a key that is hardly ever changed, and that opens any account.',
  remediation: {
    steps: [
      'Join computers to Entra ID, so that they need it no more.',
      'Run Microsoft Entra Connect, and turn off Seamless single sign-on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sso',
    impact: 'Old computers of the domain ask for a password.',
  },
  needs: { organization: organizations },
  wants: { synchronization: directorySynchronization },
  evaluate({ organization: [tenant], synchronization }) {
    if (tenant?.onPremisesSyncEnabled !== true) return notApplicable('No directory on premises is synchronized.')
    if (!synchronization) return lacks('synchronization')
    const features = synchronization[0]?.features
    return judgeSettings(
      [
        {
          property: 'seamlessSsoEnabled',
          value: features?.seamlessSsoEnabled,
          expected: 'false',
          ok: features?.seamlessSsoEnabled === false,
        },
      ],
      'Seamless single sign-on is off.',
      'Seamless single sign-on is on.',
    )
  },
})
