import type { Company, CompanyDiagnostics } from '../../api/shapes.js'

/** The whole of it as plain text, for a ticket. */
export function diagnosticsText(
  { name, providerTenantId, consent, mailboxes, mailboxService }: Company,
  { permissions, beyond, tokenAt, services, roles, checks }: CompanyDiagnostics,
): string {
  const [latest] = checks
  const sections: [string, string[]][] = [
    [
      `${name} (${providerTenantId})`,
      [`Consent: ${consent.status}`, ...(mailboxService === null ? [] : [`${mailboxService}: ${mailboxes.status}`])],
    ],
    [
      `Permissions, token of ${tokenAt ?? 'no look yet'}`,
      permissions.map((permission) => `${permission.status} ${permission.name} (${permission.api})`),
    ],
    ['Granted beyond what is asked for', beyond],
    ['Roles through relationships', roles.map((role) => `${role.name}: ${role.relationship}, ${role.status}`)],
    ['Services', services.map((service) => `${service.name}: ${service.status}`)],
    [
      `Calls of the look of ${latest?.at ?? '–'}`,
      (latest?.calls ?? []).map(({ at, operation, status, requestId, problem }) =>
        [at, operation, status ?? 'no answer', problem?.code, requestId && `request ${requestId}`]
          .filter((part) => part !== undefined)
          .join('  '),
      ),
    ],
  ]
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n')
}
