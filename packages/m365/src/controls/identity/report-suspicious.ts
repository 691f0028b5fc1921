import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { judgeSettings } from '../settings.js'

export const falseAlarmsReported = defineControl({
  id: 'entra-report-suspicious',
  title: 'People can report a question they did not ask for',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'One press tells you of a stolen password.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Settings of the Microsoft Entra admin center.',
      'Enable Report suspicious activity for all users.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-mfasettings',
    impact: 'People who report are treated as at high risk.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods: { reportSuspiciousActivitySettings: settings } }) {
    const state = settings?.state
    const all = settings?.includeTarget?.id === 'all_users'
    return judgeSettings(
      [
        {
          property: 'reportSuspiciousActivitySettings',
          value: state && `${state}${all ? ' for all_users' : ' for some'}`,
          expected: 'enabled for all_users',
          ok: state === 'enabled' && all,
        },
      ],
      'People can report a question they did not ask for.',
      'Not everyone can report a question they did not ask for.',
    )
  },
})
