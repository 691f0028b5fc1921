import type { Severity } from '@tenantry/core'
import type { ReportControl, ReportFramework } from '../report-model.js'

function control(
  id: string,
  title: string,
  area: string,
  severity: Severity,
  more: Partial<ReportControl> = {},
): ReportControl {
  return {
    id,
    title,
    area,
    severity,
    rationale: 'Most accounts that are taken over had nothing but a password between them and the attacker.',
    automation: 'automated',
    licence: null,
    instructions: [],
    remediation: {
      steps: [
        'In the Entra admin center, open Protection > Conditional Access > Policies.',
        'Make a policy for all users and all resources that asks for multifactor authentication.',
        'Leave it in report-only for a week, look at the sign-in log, then switch it on.',
      ],
      link: 'https://learn.microsoft.com/entra/identity/conditional-access/',
      impact: 'Everyone registers a second factor at the next sign-in; old devices may have to be set up anew.',
    },
    resources: ['entra.conditionalAccessPolicies'],
    ...more,
  }
}

/** Controls for every standing, every cause and every severity. */
export const sampleControls: readonly ReportControl[] = [
  control('entra-mfa-all-users', 'All users need multifactor authentication', 'Entra ID', 'critical'),
  control('entra-legacy-auth-blocked', 'Legacy authentication is blocked', 'Entra ID', 'critical'),
  control('entra-global-admin-count', 'There are two to eight Global Administrators', 'Entra ID', 'high', {
    resources: ['entra.roleAssignments'],
  }),
  control('entra-high-signin-risk-blocked', 'Sign-ins of high risk are blocked', 'Entra ID', 'high', {
    licence: 'Microsoft Entra ID P2',
  }),
  control('entra-break-glass-tested', 'Emergency accounts were tried within the last 90 days', 'Entra ID', 'medium', {
    automation: 'manual',
    instructions: ['Ask for the protocol of the last trial.', 'It must name both accounts and be signed.'],
    resources: [],
  }),
  control('exo-dmarc-reject', 'Mail that fails DMARC is rejected', 'Exchange Online', 'high', {
    resources: ['dns.dmarc'],
  }),
  control('exo-forwarding-blocked', 'Mail is not forwarded to the outside by rule', 'Exchange Online', 'high', {
    resources: ['exchange.transportRules'],
  }),
  control('exo-smtp-auth-off', 'SMTP AUTH is off', 'Exchange Online', 'medium', {
    resources: ['exchange.transportConfig'],
  }),
  control('exo-shared-mailbox-signin', 'Nobody signs in to a shared mailbox', 'Exchange Online', 'low', {
    resources: ['exchange.mailboxes'],
  }),
  control('spo-links-expire', 'Links for anyone end after 30 days', 'SharePoint', 'medium', {
    resources: ['sharepoint.tenant'],
  }),
  control('spo-sync-managed-devices', 'Only managed devices sync files', 'SharePoint', 'low', {
    resources: ['sharepoint.tenant'],
  }),
  control('teams-lobby', 'Guests wait in the lobby', 'Teams', 'low', { resources: ['teams.meetingPolicies'] }),
  control('teams-training-read', 'People were told what may be shared in Teams', 'Teams', 'low', {
    automation: 'manual',
    instructions: ['Look at the page that new colleagues read.'],
    resources: [],
  }),
]

/** Frameworks that ask for the controls. */
export const sampleFrameworks: readonly ReportFramework[] = [
  {
    id: 'baseline',
    name: 'Cloud baseline',
    version: '2026-08',
    publisher: 'An agency',
    url: 'https://example.org/baseline',
    requirements: [
      { id: 'B.1.1', title: null, level: 'SHALL', marks: ['Order 25-01'], controls: ['entra-legacy-auth-blocked'] },
      {
        id: 'B.1.2',
        title: 'Strong sign-in for everyone',
        level: 'SHALL',
        marks: ['Order 25-01'],
        controls: ['entra-mfa-all-users', 'entra-high-signin-risk-blocked'],
      },
      { id: 'B.1.3', title: null, level: 'SHOULD', marks: [], controls: ['entra-global-admin-count'] },
      { id: 'B.1.4', title: null, level: 'SHOULD', marks: [], controls: ['entra-break-glass-tested'] },
      { id: 'B.2.1', title: null, level: 'SHALL', marks: [], controls: ['exo-dmarc-reject'] },
      {
        id: 'B.2.2',
        title: null,
        level: 'SHALL',
        marks: [],
        controls: ['exo-forwarding-blocked', 'exo-smtp-auth-off'],
      },
      { id: 'B.3.1', title: null, level: 'SHALL', marks: [], controls: ['spo-links-expire'] },
      { id: 'B.4.1', title: null, level: 'SHOULD', marks: [], controls: ['teams-lobby', 'teams-training-read'] },
    ],
  },
  {
    id: 'catalogue-r5',
    name: 'Catalogue of security controls',
    version: 'r5',
    publisher: 'An institute',
    url: 'https://example.org/catalogue',
    requirements: [
      {
        id: 'AC-2(1)',
        title: null,
        level: null,
        marks: [],
        controls: ['entra-global-admin-count', 'exo-shared-mailbox-signin'],
      },
      {
        id: 'IA-2',
        title: null,
        level: null,
        marks: [],
        controls: ['entra-mfa-all-users', 'entra-legacy-auth-blocked'],
      },
      { id: '5.2.1 / a', title: null, level: null, marks: [], controls: ['spo-sync-managed-devices'] },
    ],
  },
]
