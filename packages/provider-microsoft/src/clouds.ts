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
    portal: 'entra.microsoft.com',
  },
  usGov: {
    name: 'US Government (GCC High)',
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    exchange: 'outlook.office365.us',
    portal: 'entra.microsoft.us',
  },
  china: {
    name: 'China (operated by 21Vianet)',
    login: 'login.partner.microsoftonline.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    exchange: 'partner.outlook.cn',
    portal: 'entra.microsoftonline.cn',
  },
} as const

export type CloudId = keyof typeof clouds
export type Cloud = (typeof clouds)[CloudId]
