import { defineControl, fail, pass } from '@tenantry/core'
import { auditBypassAssociations } from '../../resources/audit-bypass-associations.js'

export const nobodyBypassesLog = defineControl({
  id: 'exo-audit-bypass',
  title: 'Nobody works in mailboxes unseen',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'An account that bypasses the log reads every mailbox without a trace.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Run Set-MailboxAuditBypassAssociation with AuditBypassEnabled set to false for each account named here.'],
    link: 'https://learn.microsoft.com/powershell/module/exchange/set-mailboxauditbypassassociation',
    impact: 'The log grows by what these accounts do.',
  },
  needs: { associations: auditBypassAssociations },
  evaluate({ associations }) {
    const bypassing = associations.filter(({ AuditBypassEnabled }) => AuditBypassEnabled === true)
    if (bypassing.length === 0) return pass('Nobody works in mailboxes unseen.')
    return fail(`${bypassing.length} accounts work in mailboxes unseen.`, {
      evidence: bypassing.map(({ Name, Identity }) => ({
        object: Name ?? Identity ?? 'An account',
        ...(Identity && { id: Identity }),
        property: 'AuditBypassEnabled',
        value: true,
        expected: 'false',
        ok: false,
      })),
    })
  },
})
