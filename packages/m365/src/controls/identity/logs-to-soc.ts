import { defineManualControl } from '@tenantry/core'

export const logsReachSecurity = defineManualControl({
  id: 'entra-logs-to-soc',
  title: 'The logs of the directory reach the security team',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Entra forgets sign-ins after thirty days, and nobody is alarmed by a log that nobody reads.',
  licence: 'An Azure subscription',
  remediation: {
    steps: ['Add a diagnostic setting with all these logs.'],
    link: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings',
    impact: 'The workspace costs money by volume.',
  },
  instructions: [
    'Open Monitoring & health › Diagnostic settings of the Microsoft Entra admin center.',
    'AuditLogs, SignInLogs, NonInteractiveUserSignInLogs, ServicePrincipalSignInLogs, ManagedIdentitySignInLogs, ProvisioningLogs, RiskyUsers, UserRiskEvents, RiskyServicePrincipals, ServicePrincipalRiskEvents, ADFSSignInLogs, EnrichedOffice365AuditLogs and MicrosoftGraphActivityLogs go to the place that the security team watches.',
  ],
  because: 'Diagnostic settings belong to Azure Monitor, which asks for rights in an Azure subscription.',
})
