import type { ReportEvidence, ReportHead, ReportTenant, ReportVerdict, TenantReport } from '../report-model.js'
import { summarise } from '../tenant-summary.js'

/** What became of each of the sample controls in a tenant. */
const verdicts: readonly (Pick<ReportVerdict, 'control' | 'standing' | 'reason'> & Partial<ReportVerdict>)[] = [
  {
    control: 'entra-mfa-all-users',
    standing: 'fail',
    reason: 'No enabled policy asks all users for multifactor authentication; “Require MFA” is in report-only mode.',
    warnings: ['“Require MFA” leaves out guests.'],
    evidence: [
      evidence('Require MFA', 'state', 'enabledForReportingButNotEnforced', false, 'enabled', 'f0a3'),
      evidence('Require MFA', 'conditions.users.includeUsers', ['All'], true, 'All', 'f0a3'),
      evidence('Require MFA for admins', 'state', 'enabled', true, 'enabled', 'c11d'),
    ],
  },
  {
    control: 'entra-legacy-auth-blocked',
    standing: 'pass',
    reason: '“Block legacy authentication” blocks it for everyone.',
    evidence: [evidence('Block legacy authentication', 'state', 'enabled', true, 'enabled', '77aa')],
  },
  {
    control: 'entra-global-admin-count',
    standing: 'fail',
    reason: 'There are 11 Global Administrators; at most 8 are wanted.',
    evidence: Array.from({ length: 11 }, (_, index) => evidence(`Administrator ${index + 1}`, undefined, true, false)),
  },
  {
    control: 'entra-high-signin-risk-blocked',
    standing: 'notAssessed',
    cause: 'notLicensed',
    reason: '“Risk detections” can only be read with Microsoft Entra ID P2.',
    licence: 'Microsoft Entra ID P2',
  },
  {
    control: 'entra-break-glass-tested',
    standing: 'pass',
    reason: 'Both accounts were tried on 3 November; the protocol is attached.',
    attestation: '7a1f9a52-0f9f-4b3b-8c0b-6f2f6f0d1a01',
  },
  {
    control: 'exo-dmarc-reject',
    standing: 'excepted',
    reason: 'The policy of fourthcoffee.example is “none”.',
    exception: '0d6f1f3e-7f0a-4f37-9a55-0c1c9a3f2b02',
    evidence: [evidence('fourthcoffee.example', 'p', 'v=DMARC1; p=none', false, 'p=reject')],
  },
  {
    control: 'exo-forwarding-blocked',
    standing: 'notAssessed',
    cause: 'notPermitted',
    reason: '“Transport rules” may not be read: Exchange.ManageAsApp is missing.',
    permissions: ['Exchange.ManageAsApp'],
  },
  {
    control: 'exo-smtp-auth-off',
    standing: 'notAssessed',
    cause: 'error',
    reason: '“Transport settings” could not be read: the service answered 503.',
  },
  {
    control: 'exo-shared-mailbox-signin',
    standing: 'fail',
    reason: 'One shared mailbox may sign in.',
    evidence: [evidence('info@fourthcoffee.example', 'accountEnabled', true, false, 'false')],
    exception: '5b8a6a3c-6a1e-4b55-8a0e-2f3a0b6f4c03',
  },
  {
    control: 'spo-links-expire',
    standing: 'notAssessed',
    cause: 'notRead',
    reason: '“SharePoint settings” was not read.',
  },
  { control: 'spo-sync-managed-devices', standing: 'notApplicable', reason: 'Nobody syncs files here.' },
  {
    control: 'teams-lobby',
    standing: 'pass',
    reason: 'The global policy lets people of the organization past the lobby, and nobody else.',
    evidence: [evidence('Global', 'AutoAdmittedUsers', 'EveryoneInCompanyExcludingGuests', true)],
  },
  { control: 'teams-training-read', standing: 'manual', reason: 'No program sees what people were told.' },
]

function evidence(
  object: string,
  property: string | undefined,
  value: unknown,
  ok: boolean,
  expected?: string,
  id?: string,
): ReportEvidence {
  const resource = 'entra.conditionalAccessPolicies'
  return { object, id: id ?? null, resource, property: property ?? null, value, expected: expected ?? null, ok }
}

/** A tenant with every standing and every cause. */
export function sampleTenant(head: Pick<ReportHead, 'controls' | 'frameworks'>, tenant: ReportTenant): TenantReport {
  const all = verdicts.map((verdict) => ({
    cause: null,
    evidence: [],
    evidenceLeftOut: 0,
    warnings: [],
    licence: null,
    permissions: [],
    since: '2026-10-02T08:00:00.000Z',
    exception: null,
    attestation: null,
    ...verdict,
  }))
  return {
    tenant,
    assessment: {
      id: '3c2b1a09-1111-4222-8333-944445555666',
      name: 'Every Monday',
      number: 118,
      startedAt: '2026-11-16T06:00:00.000Z',
      endedAt: '2026-11-16T06:02:41.000Z',
      startedBy: 'Schedule “Every Monday”',
      judgedBy: [{ name: 'Microsoft 365', version: '0.1.0' }],
    },
    snapshot: {
      number: 204,
      startedAt: '2026-11-16T06:00:02.000Z',
      endedAt: '2026-11-16T06:02:20.000Z',
      complete: false,
    },
    ...summarise(head, all),
    verdicts: all,
    previous: { number: 97, at: '2026-11-09T06:02:10.000Z' },
    changes: [
      {
        control: 'entra-mfa-all-users',
        from: { verdict: 'pass', cause: null },
        to: { verdict: 'fail', cause: null },
        because: 'objects',
        objects: [
          { name: 'Require MFA', kind: 'changed', by: 'mia@fourthcoffee.example', at: '2026-11-12T15:44:09.000Z' },
        ],
        more: 0,
      },
      {
        control: 'teams-lobby',
        from: { verdict: 'fail', cause: null },
        to: { verdict: 'pass', cause: null },
        because: 'objects',
        objects: [{ name: 'Global', kind: 'changed', by: null, at: null }],
        more: 2,
      },
      {
        control: 'exo-smtp-auth-off',
        from: { verdict: 'pass', cause: null },
        to: { verdict: 'notAssessed', cause: 'error' },
        because: 'reading',
        objects: [],
        more: 0,
      },
      {
        control: 'spo-sync-managed-devices',
        from: null,
        to: { verdict: 'notApplicable', cause: null },
        because: 'first',
        objects: [],
        more: 0,
      },
    ],
    exceptions: [
      {
        id: '0d6f1f3e-7f0a-4f37-9a55-0c1c9a3f2b02',
        control: 'exo-dmarc-reject',
        status: 'active',
        reason: 'The newsletter service signs from January on.',
        compensatingControl: 'Reports of DMARC are read every week.',
        requestedBy: 'Noor Haddad',
        requestedAt: '2026-09-01T09:00:00.000Z',
        decidedBy: 'Jonas Weber',
        decidedAt: '2026-09-02T11:30:00.000Z',
        soleApprover: false,
        expiresAt: '2027-01-31T00:00:00.000Z',
      },
      {
        id: '5b8a6a3c-6a1e-4b55-8a0e-2f3a0b6f4c03',
        control: 'exo-shared-mailbox-signin',
        status: 'requested',
        reason: 'A scanner sends through it.',
        compensatingControl: null,
        requestedBy: 'Noor Haddad',
        requestedAt: '2026-11-14T09:00:00.000Z',
        decidedBy: null,
        decidedAt: null,
        soleApprover: false,
        expiresAt: '2027-05-14T00:00:00.000Z',
      },
    ],
    attestations: [
      {
        id: '7a1f9a52-0f9f-4b3b-8c0b-6f2f6f0d1a01',
        control: 'entra-break-glass-tested',
        verdict: 'pass',
        statement: 'Both accounts were tried on 3 November; the protocol is attached.',
        by: 'Jonas Weber',
        at: '2026-11-03T16:20:00.000Z',
        validUntil: '2027-02-01T00:00:00.000Z',
        attachment: {
          name: 'trial-of-emergency-accounts.pdf',
          sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        },
      },
    ],
    sources: [
      source('entra.conditionalAccessPolicies', 'Conditional Access policies', { objects: 9 }),
      source('entra.roleAssignments', 'Role assignments', { objects: 31 }),
      source('dns.dmarc', 'DMARC records', { objects: 2, through: 'Name servers' }),
      source('exchange.transportRules', 'Transport rules', {
        status: 'notPermitted',
        objects: null,
        why: 'Exchange.ManageAsApp is missing.',
        requestId: '6f3c7c0e-3d0a-44b4-9d8e-3d1f2f0a9b11',
      }),
      source('exchange.transportConfig', 'Transport settings', {
        status: 'error',
        objects: null,
        why: 'The service answered 503.',
        requestId: 'b2a7f0de-8a51-4c39-8d0b-1c2d3e4f5a6b',
      }),
      source('sharepoint.tenant', 'SharePoint settings', {
        status: 'notRead',
        objects: null,
        readAt: null,
        through: null,
        why: '“SharePoint” is switched off for this connection.',
      }),
      source('teams.meetingPolicies', 'Meeting policies', { objects: 4 }),
    ],
  }
}

function source(
  resource: string,
  name: string,
  more: Partial<TenantReport['sources'][number]>,
): TenantReport['sources'][number] {
  return {
    resource,
    name,
    status: 'read',
    objects: 1,
    readAt: '2026-11-16T06:01:12.000Z',
    through: 'Microsoft',
    why: null,
    requestId: null,
    ...more,
  }
}
