import { defineControl } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { judgeSwitch } from '../settings.js'

export const mailboxAuditOn = defineControl({
  id: 'exo-mailbox-audit-on',
  title: 'What happens in mailboxes is logged',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'Without the log nobody can tell which mails an attacker has read.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Run Set-OrganizationConfig with AuditDisabled set to false.'],
    link: 'https://learn.microsoft.com/purview/audit-mailboxes',
    impact: 'None.',
  },
  needs: { organization: organizationConfig },
  evaluate: ({ organization: [config] }) =>
    judgeSwitch(
      { object: 'Exchange', property: 'AuditDisabled', value: config?.AuditDisabled, expected: 'false' },
      false,
      'What happens in mailboxes is logged.',
      'What happens in mailboxes is not logged.',
    ),
})
