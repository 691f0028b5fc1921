/** Microsoft's clouds: each has its own sign-in and Graph hosts, and a tenant lives in exactly one of them. */
export const clouds = {
  global: {
    login: 'login.microsoftonline.com',
    graph: 'graph.microsoft.com',
    initialDomain: 'onmicrosoft.com',
    aliases: ['login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    exchange: 'outlook.office365.com',
  },
  usGov: {
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    initialDomain: 'onmicrosoft.us',
    aliases: ['login.usgovcloudapi.net'],
    exchange: 'outlook.office365.us',
  },
  china: {
    login: 'login.partner.microsoftonline.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    initialDomain: 'partner.onmschina.cn',
    aliases: ['login.chinacloudapi.cn'],
    exchange: 'partner.outlook.cn',
  },
} as const

export type CloudName = keyof typeof clouds

const names = Object.keys(clouds) as CloudName[]

/** The cloud whose sign-in host this is, if any. */
export function cloudOfLogin(host: string): CloudName | undefined {
  return names.find((name) => clouds[name].login === host || clouds[name].aliases.some((alias) => alias === host))
}

/** The cloud whose Graph host this is, if any. */
export function cloudOfGraph(host: string): CloudName | undefined {
  return names.find((name) => clouds[name].graph === host)
}
