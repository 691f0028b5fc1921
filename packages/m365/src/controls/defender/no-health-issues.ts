import { defineControl, fail, lacks, notApplicable, pass } from '@tenantry/core'
import { identityHealthIssues, identitySensors } from '../../resources/identity-defender.js'

export const identitySensorsHealthy = defineControl({
  id: 'mdi-no-health-issues',
  title: 'Sensors of Defender for Identity have no open issues',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'A sensor that is not healthy does not see attacks on the domain controllers.',
  licence: 'Defender for Identity',
  remediation: {
    steps: [
      'Open Identities › Health issues of the Defender portal.',
      'Work through the issues named here; each says what to do.',
    ],
    link: 'https://learn.microsoft.com/defender-for-identity/health-alerts',
    impact: 'Depends on the issue; most ask for a setting on a domain controller.',
  },
  needs: { issues: identityHealthIssues },
  wants: { sensors: identitySensors },
  evaluate({ issues, sensors }) {
    const open = issues.filter(({ status }) => status?.toLowerCase() === 'open')
    if (open.length > 0) {
      return fail(
        `${open.length} ${open.length === 1 ? 'issue is' : 'issues are'} open: ${open
          .slice(0, 5)
          .map(({ displayName }) => displayName ?? 'one without a name')
          .join(', ')}.`,
        {
          evidence: open.map(({ id, displayName, severity, sensorDNSNames }) => ({
            object: displayName ?? 'Issue',
            ...(id && { id }),
            property: 'status',
            value: ['open', severity ?? null, sensorDNSNames ?? []],
            expected: 'closed',
            ok: false,
          })),
        },
      )
    }
    if (!sensors) return lacks('sensors')
    if (sensors.length === 0) return notApplicable('No sensor of Defender for Identity stands anywhere.')
    return pass(`${sensors.length} ${sensors.length === 1 ? 'sensor has' : 'sensors have'} no open issues.`)
  },
})
