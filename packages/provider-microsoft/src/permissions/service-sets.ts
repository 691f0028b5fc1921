import type { Permission, PermissionSet } from '@tenantry/core'

/** App id of Office 365 Exchange Online. */
export const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'
/** App id of Microsoft Exchange Online Protection, which answers for Security & Compliance. */
export const EXCHANGE_PROTECTION = '00000007-0000-0ff1-ce00-000000000000'
/** App id of Office 365 SharePoint Online. */
export const SHAREPOINT_ONLINE = '00000003-0000-0ff1-ce00-000000000000'

/** Lets an app sign in to Exchange administration. */
export const MANAGE_AS_APP = 'Exchange.ManageAsApp'
/** The permission of the same name that is another service's. */
export const MANAGE_COMPLIANCE = 'Protection/Exchange.ManageAsApp'
/** SharePoint's own, not that of Microsoft Graph. */
export const SHAREPOINT_FULL_CONTROL = 'SharePoint/Sites.FullControl.All'

/** An app role of another service than Microsoft Graph. */
export interface ServiceRole {
  /** The app id of the service. */
  resource: string
  id: string
  /** What the service itself calls it, where two services have the same name for what is theirs. */
  value?: string
}

/**
 * Ids of app roles of other services, by the names that they go by here.
 * https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
 */
export const serviceRoleIds: Readonly<Record<string, ServiceRole>> = {
  [MANAGE_AS_APP]: { resource: EXCHANGE_ONLINE, id: 'dc50a0fb-09a3-484d-be87-e023b12c6440' },
  [MANAGE_COMPLIANCE]: {
    resource: EXCHANGE_PROTECTION,
    id: '455e5cd2-84e8-4751-8344-5672145dfa17',
    value: 'Exchange.ManageAsApp',
  },
  [SHAREPOINT_FULL_CONTROL]: {
    resource: SHAREPOINT_ONLINE,
    id: '678536fe-1083-478a-9c59-b99265e6b0d3',
    value: 'Sites.FullControl.All',
  },
}

/** What people call the services. */
export const serviceNames: Readonly<Record<string, string>> = {
  [EXCHANGE_ONLINE]: 'Office 365 Exchange Online',
  [EXCHANGE_PROTECTION]: 'Microsoft Exchange Online Protection',
  [SHAREPOINT_ONLINE]: 'Office 365 SharePoint Online',
}

const manageAsApp = (why: string): Permission => ({
  name: MANAGE_AS_APP,
  resource: 'Office 365 Exchange Online',
  why,
  risk: 'high',
  write: true,
})

/** What features need that read or change other services than Microsoft Graph. */
export const serviceSets: readonly PermissionSet[] = [
  {
    id: 'exchangeSettings',
    name: 'Exchange settings',
    feature: 'Mail flow, audit and protection settings of Exchange Online and Defender for Office 365',
    permissions: [
      manageAsApp(
        'Lets the app sign in to Exchange administration. Give it the Entra role Global Reader, and it can read there and change nothing.',
      ),
    ],
  },
  {
    id: 'purview',
    name: 'Purview',
    feature: 'Data loss prevention, labels, alert policies and retention of the audit log',
    permissions: [
      {
        name: MANAGE_COMPLIANCE,
        resource: 'Microsoft Exchange Online Protection',
        why: 'Lets the app sign in to Security & Compliance. Give it the Entra role Global Reader, and it can read there and change nothing.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'sharepointAdmin',
    name: 'SharePoint administration',
    feature: 'All sharing settings of SharePoint and OneDrive, and whether sites run custom scripts',
    permissions: [
      {
        name: SHAREPOINT_FULL_CONTROL,
        resource: 'Office 365 SharePoint Online',
        why: 'SharePoint shows its administration only to apps with full control of all sites: there is nothing narrower. It takes a certificate or a federated credential.',
        risk: 'high',
        write: true,
      },
    ],
  },
  {
    id: 'teams',
    name: 'Teams settings',
    feature: 'Meeting, messaging, app and external access settings of Teams',
    permissions: [
      {
        name: 'Organization.Read.All',
        resource: 'Microsoft Graph',
        why: 'Teams asks for no permission of its own: the Entra role Global Reader lets the app read settings there.',
        risk: 'low',
        write: false,
      },
    ],
  },
  {
    id: 'exchange',
    name: 'Exchange',
    feature: 'Distribution lists, shared mailboxes and mailbox permissions',
    permissions: [
      manageAsApp('Lets the app sign in to Exchange administration; what it may do there is set by an Entra role.'),
    ],
  },
]
