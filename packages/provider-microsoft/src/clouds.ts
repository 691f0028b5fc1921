/**
 * Hosts of Microsoft's clouds.
 * https://learn.microsoft.com/graph/deployments
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export const clouds = {
  global: {
    name: 'Microsoft cloud (global)',
    login: 'login.microsoftonline.com',
    graph: 'graph.microsoft.com',
    exchange: 'outlook.office365.com',
    compliance: 'ps.compliance.protection.outlook.com',
    sharePoint: 'sharepoint.com',
    teams: 'api.interfaces.records.teams.microsoft.com',
    portal: 'entra.microsoft.com',
  },
  usGov: {
    name: 'US Government (GCC High)',
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    exchange: 'outlook.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
    sharePoint: 'sharepoint.us',
    teams: 'api.interfaces.records.gov.teams.microsoft.us',
    portal: 'entra.microsoft.us',
  },
  china: {
    name: 'China (operated by 21Vianet)',
    login: 'login.partner.microsoftonline.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    exchange: 'partner.outlook.cn',
    compliance: 'ps.compliance.protection.partner.outlook.cn',
    sharePoint: 'sharepoint.cn',
    teams: 'api.interfaces.records.teams.microsoftonline.cn',
    portal: 'entra.microsoftonline.cn',
  },
} as const

export type CloudId = keyof typeof clouds
export type Cloud = (typeof clouds)[CloudId]
