/** Microsoft's clouds: each has its own sign-in and Graph hosts, and a tenant lives in exactly one of them. */
export const clouds = {
  global: {
    login: 'login.microsoftonline.com',
    graph: 'graph.microsoft.com',
    initialDomain: 'onmicrosoft.com',
    aliases: ['login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    exchange: 'outlook.office365.com',
    compliance: 'ps.compliance.protection.outlook.com',
    sharePoint: 'sharepoint.com',
    teams: 'api.interfaces.records.teams.microsoft.com',
  },
  usGov: {
    login: 'login.microsoftonline.us',
    graph: 'graph.microsoft.us',
    initialDomain: 'onmicrosoft.us',
    aliases: ['login.usgovcloudapi.net'],
    exchange: 'outlook.office365.us',
    compliance: 'ps.compliance.protection.office365.us',
    sharePoint: 'sharepoint.us',
    teams: 'api.interfaces.records.gov.teams.microsoft.us',
  },
  china: {
    login: 'login.partner.microsoftonline.cn',
    graph: 'microsoftgraph.chinacloudapi.cn',
    initialDomain: 'partner.onmschina.cn',
    aliases: ['login.chinacloudapi.cn'],
    exchange: 'partner.outlook.cn',
    compliance: 'ps.compliance.protection.partner.outlook.cn',
    sharePoint: 'sharepoint.cn',
    teams: 'api.interfaces.records.teams.microsoftonline.cn',
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

/** The cloud that has this host for Exchange or Teams, if any. */
export function cloudOf(service: 'exchange' | 'teams', host: string): CloudName | undefined {
  return names.find((name) => clouds[name][service] === host)
}

/** The cloud of a Security & Compliance host, and its region unless it is the one that all clients begin with. */
export function cloudOfCompliance(host: string): { cloud: CloudName; region: string | undefined } | undefined {
  for (const cloud of names) {
    const { compliance } = clouds[cloud]
    if (host === compliance) return { cloud, region: undefined }
    if (host.endsWith(`.${compliance}`)) return { cloud, region: host.slice(0, -compliance.length - 1) }
  }
  return undefined
}

/** The cloud of a SharePoint host, and the tenant's name in it: `contoso-admin` is `contoso`, as an administrator. */
export function cloudOfSharePoint(host: string): { cloud: CloudName; name: string; admin: boolean } | undefined {
  for (const cloud of names) {
    const [, name, admin] = /^([a-z0-9]+)(-admin)?$/.exec(host.replace(`.${clouds[cloud].sharePoint}`, '')) ?? []
    if (name !== undefined && host.endsWith(`.${clouds[cloud].sharePoint}`))
      return { cloud, name, admin: admin !== undefined }
  }
  return undefined
}
